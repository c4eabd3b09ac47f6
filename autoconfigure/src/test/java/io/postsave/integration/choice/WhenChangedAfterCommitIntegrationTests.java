package io.postsave.integration.choice;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of whom a change is told after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class WhenChangedAfterCommitIntegrationTests extends AbstractWhenChangedIntegrationTests {

}
