package io.postsave.integration.choice;

import org.junit.jupiter.api.Tag;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that choose, where the default is after the commit.
 */
@Tag("smoke")
@TestPropertySource(properties = "post-save.delivery=after-commit")
class ChosenDeliveryAfterCommitIntegrationTests extends AbstractChosenDeliveryIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return true;
	}

}
