package io.postsave.integration.life;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of deletions of entities of every kind, with the delivery in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class DeletedEntitiesInTransactionIntegrationTests extends AbstractDeletedEntitiesIntegrationTests {

}
