package io.postsave.integration.choice;

import org.junit.jupiter.api.Tag;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that are told of lists, where the default is 'after-commit'.
 */
@Tag("smoke")
@TestPropertySource(properties = "post-save.delivery=after-commit")
class ListListenersAfterCommitIntegrationTests extends AbstractListListenersIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return true;
	}

}
