package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of delivery after the commit under load on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class ConcurrentDeliveriesOnPostgresIntegrationTests extends AbstractConcurrentDeliveriesIntegrationTests {

}
