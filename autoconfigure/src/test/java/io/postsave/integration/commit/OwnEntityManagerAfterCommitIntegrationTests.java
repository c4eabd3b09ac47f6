package io.postsave.integration.commit;

/**
 * Tests of an application's own entity manager with delivery after the commit on H2.
 */
class OwnEntityManagerAfterCommitIntegrationTests extends AbstractOwnEntityManagerAfterCommitIntegrationTests {

}
