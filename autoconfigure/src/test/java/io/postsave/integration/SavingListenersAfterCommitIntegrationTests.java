package io.postsave.integration;

/**
 * Tests of listeners that read and save after the commit on H2.
 */
class SavingListenersAfterCommitIntegrationTests extends AbstractSavingListenersAfterCommitIntegrationTests {

}
