package io.postsave.integration.life;

/**
 * Tests of what is told once of rows that are deleted.
 */
class DeletionsMergedIntegrationTests extends AbstractDeletionsMergedIntegrationTests {

}
