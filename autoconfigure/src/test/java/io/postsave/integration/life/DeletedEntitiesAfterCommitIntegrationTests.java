package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of deletions of entities of every kind, with the delivery after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class DeletedEntitiesAfterCommitIntegrationTests extends AbstractDeletedEntitiesIntegrationTests {

}
