package io.postsave.integration.capture;

/**
 * Tests of lazy attributes with delivery in the transaction.
 */
class LazyAttributesInTransactionIntegrationTests extends AbstractLazyAttributesIntegrationTests {

	LazyAttributesInTransactionIntegrationTests() {
		super("in-transaction");
	}

}
