package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of deletions by the application's own entity managers, told after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class DeletionManagersAfterCommitIntegrationTests extends AbstractDeletionManagersIntegrationTests {

}
