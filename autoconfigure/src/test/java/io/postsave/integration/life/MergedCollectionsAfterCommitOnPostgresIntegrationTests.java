package io.postsave.integration.life;

/**
 * Tests of collections that are written several times and told after the commit on
 * PostgreSQL.
 */
class MergedCollectionsAfterCommitOnPostgresIntegrationTests extends AbstractMergedCollectionsIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openOnPostgres("post-save.delivery=after-commit");
	}

}
