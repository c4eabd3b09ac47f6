package io.postsave.integration.capture;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of generated columns with delivery after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class GeneratedColumnsAfterCommitIntegrationTests extends AbstractGeneratedColumnsIntegrationTests {

}
