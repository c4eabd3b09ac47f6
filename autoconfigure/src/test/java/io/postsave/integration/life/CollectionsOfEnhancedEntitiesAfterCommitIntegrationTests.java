package io.postsave.integration.life;

/**
 * Tests of what is told of collections after the commit, of enhanced entities.
 */
class CollectionsOfEnhancedEntitiesAfterCommitIntegrationTests extends AbstractCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openEnhanced("post-save.delivery=after-commit");
	}

}
