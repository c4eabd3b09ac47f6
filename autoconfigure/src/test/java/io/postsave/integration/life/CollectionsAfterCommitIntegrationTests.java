package io.postsave.integration.life;

/**
 * Tests of what is told of collections after the commit.
 */
class CollectionsAfterCommitIntegrationTests extends AbstractCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.open("post-save.delivery=after-commit");
	}

}
