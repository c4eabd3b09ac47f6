package io.postsave.integration.capture;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of generated columns with delivery in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class GeneratedColumnsInTransactionIntegrationTests extends AbstractGeneratedColumnsIntegrationTests {

}
