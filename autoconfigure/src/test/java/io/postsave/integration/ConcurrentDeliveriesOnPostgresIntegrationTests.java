package io.postsave.integration;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of delivery after the commit under load on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class ConcurrentDeliveriesOnPostgresIntegrationTests extends AbstractConcurrentDeliveriesIntegrationTests {

}
