package io.postsave.integration.life;

/**
 * Tests of what is told of collections in the transaction, of enhanced entities.
 */
class CollectionsOfEnhancedEntitiesInTransactionIntegrationTests extends AbstractCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openEnhanced("post-save.delivery=in-transaction");
	}

}
