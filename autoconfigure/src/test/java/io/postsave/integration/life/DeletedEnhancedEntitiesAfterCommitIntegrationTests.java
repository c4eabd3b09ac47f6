package io.postsave.integration.life;

/**
 * Tests of deletions of enhanced entities, told after the commit.
 */
class DeletedEnhancedEntitiesAfterCommitIntegrationTests extends AbstractDeletedEnhancedEntitiesIntegrationTests {

	DeletedEnhancedEntitiesAfterCommitIntegrationTests() {
		super("after-commit");
	}

}
