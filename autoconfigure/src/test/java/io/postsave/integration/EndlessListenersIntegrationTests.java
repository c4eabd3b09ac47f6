package io.postsave.integration;

/**
 * Tests of endless listeners on H2.
 */
class EndlessListenersIntegrationTests extends AbstractEndlessListenersIntegrationTests {

}
