package io.postsave.integration;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of transaction phases on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class TransactionPhasesOnPostgresIntegrationTests extends AbstractTransactionPhasesIntegrationTests {

}
