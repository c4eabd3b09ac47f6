package io.postsave.integration.choice;

import org.junit.jupiter.api.Tag;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that are told of lists, where the default is
 * 'in-transaction'.
 */
@Tag("smoke")
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class ListListenersInTransactionIntegrationTests extends AbstractListListenersIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return false;
	}

}
