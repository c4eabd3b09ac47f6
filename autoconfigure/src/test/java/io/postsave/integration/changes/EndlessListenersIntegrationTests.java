package io.postsave.integration.changes;

/**
 * Tests of endless listeners on H2.
 */
class EndlessListenersIntegrationTests extends AbstractEndlessListenersIntegrationTests {

}
