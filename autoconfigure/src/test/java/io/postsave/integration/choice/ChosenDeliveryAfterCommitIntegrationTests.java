package io.postsave.integration.choice;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that choose, where the default is after the commit.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
class ChosenDeliveryAfterCommitIntegrationTests extends AbstractChosenDeliveryIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return true;
	}

}
