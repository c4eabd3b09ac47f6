package io.postsave.integration.choice;

import org.junit.jupiter.api.Tag;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that choose, where the default is in the transaction.
 */
@Tag("smoke")
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class ChosenDeliveryInTransactionIntegrationTests extends AbstractChosenDeliveryIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return false;
	}

}
