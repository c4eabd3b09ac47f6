package io.postsave.integration;

/**
 * Tests of an enlisted entity manager with delivery after the commit.
 */
class EnlistedEntityManagerAfterCommitIntegrationTests extends AbstractEnlistedEntityManagerIntegrationTests {

}
