package io.postsave.integration.life;

/**
 * Tests of what is told of collections in the transaction.
 */
class CollectionsInTransactionIntegrationTests extends AbstractCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.open("post-save.delivery=in-transaction");
	}

}
