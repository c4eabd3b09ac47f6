package io.postsave.integration.listeners;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests that listeners hear what they declare after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class ExactMatchingAfterCommitIntegrationTests extends AbstractExactMatchingIntegrationTests {

}
