package io.postsave.integration.life;

/**
 * Tests of collections that are written several times and told after the commit, of
 * enhanced entities.
 */
class MergedCollectionsOfEnhancedEntitiesIntegrationTests extends AbstractMergedCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openEnhanced("post-save.delivery=after-commit");
	}

}
