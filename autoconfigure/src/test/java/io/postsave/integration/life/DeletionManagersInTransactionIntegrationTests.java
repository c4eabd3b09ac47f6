package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of deletions by the application's own entity managers, told in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class DeletionManagersInTransactionIntegrationTests extends AbstractDeletionManagersIntegrationTests {

}
