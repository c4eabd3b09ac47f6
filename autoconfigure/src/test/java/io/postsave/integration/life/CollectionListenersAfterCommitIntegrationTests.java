package io.postsave.integration.life;

/**
 * Tests of who is told of collections after the commit.
 */
class CollectionListenersAfterCommitIntegrationTests extends AbstractCollectionListenersIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openWith(ListeningApplication.class, "post-save.delivery=after-commit");
	}

}
