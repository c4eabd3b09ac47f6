package io.postsave.integration;

/**
 * Tests of listeners that write on H2.
 */
class WritingListenersIntegrationTests extends AbstractWritingListenersIntegrationTests {

}
