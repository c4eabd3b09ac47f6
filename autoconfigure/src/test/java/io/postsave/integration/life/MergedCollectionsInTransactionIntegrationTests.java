package io.postsave.integration.life;

/**
 * Tests of collections that are written several times and told in the transaction.
 */
class MergedCollectionsInTransactionIntegrationTests extends AbstractMergedCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.open("post-save.delivery=in-transaction");
	}

}
