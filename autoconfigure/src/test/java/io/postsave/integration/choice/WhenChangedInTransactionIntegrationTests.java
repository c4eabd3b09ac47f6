package io.postsave.integration.choice;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of whom a change is told in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class WhenChangedInTransactionIntegrationTests extends AbstractWhenChangedIntegrationTests {

}
