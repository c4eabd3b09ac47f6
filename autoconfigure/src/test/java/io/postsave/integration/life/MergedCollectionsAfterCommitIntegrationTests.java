package io.postsave.integration.life;

/**
 * Tests of collections that are written several times and told after the commit.
 */
class MergedCollectionsAfterCommitIntegrationTests extends AbstractMergedCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.open("post-save.delivery=after-commit");
	}

}
