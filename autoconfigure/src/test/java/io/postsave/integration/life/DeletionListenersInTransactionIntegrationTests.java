package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of those who are told of deletions, in the transaction unless they choose
 * otherwise.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class DeletionListenersInTransactionIntegrationTests extends AbstractDeletionListenersIntegrationTests {

}
