package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of those who are told of deletions, after the commit unless they choose
 * otherwise.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class DeletionListenersAfterCommitIntegrationTests extends AbstractDeletionListenersIntegrationTests {

}
