package io.postsave.integration.commit;

/**
 * Tests of listeners that read and save after the commit on H2.
 */
class SavingListenersAfterCommitIntegrationTests extends AbstractSavingListenersAfterCommitIntegrationTests {

}
