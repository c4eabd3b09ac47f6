package io.postsave.integration.changes;

/**
 * Tests of listeners that write on H2.
 */
class WritingListenersIntegrationTests extends AbstractWritingListenersIntegrationTests {

}
