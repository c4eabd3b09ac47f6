package io.postsave.integration.life;

/**
 * Tests of deletions of enhanced entities, told in the transaction.
 */
class DeletedEnhancedEntitiesInTransactionIntegrationTests extends AbstractDeletedEnhancedEntitiesIntegrationTests {

	DeletedEnhancedEntitiesInTransactionIntegrationTests() {
		super("in-transaction");
	}

}
