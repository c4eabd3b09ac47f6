package io.postsave.integration.listeners;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of transaction phases on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class TransactionPhasesOnPostgresIntegrationTests extends AbstractTransactionPhasesIntegrationTests {

}
