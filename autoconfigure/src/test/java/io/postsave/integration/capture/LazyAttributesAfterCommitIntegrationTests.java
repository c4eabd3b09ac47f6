package io.postsave.integration.capture;

/**
 * Tests of lazy attributes with delivery after the commit.
 */
class LazyAttributesAfterCommitIntegrationTests extends AbstractLazyAttributesIntegrationTests {

	LazyAttributesAfterCommitIntegrationTests() {
		super("after-commit");
	}

}
