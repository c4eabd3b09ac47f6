package io.postsave.integration.commit;

import org.springframework.test.context.TestPropertySource;

/**
 * Tests of an enlisted entity manager with delivery in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class EnlistedEntityManagerInTransactionIntegrationTests extends AbstractEnlistedEntityManagerIntegrationTests {

}
