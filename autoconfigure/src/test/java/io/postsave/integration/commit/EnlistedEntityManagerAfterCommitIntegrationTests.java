package io.postsave.integration.commit;

/**
 * Tests of an enlisted entity manager with delivery after the commit.
 */
class EnlistedEntityManagerAfterCommitIntegrationTests extends AbstractEnlistedEntityManagerIntegrationTests {

}
