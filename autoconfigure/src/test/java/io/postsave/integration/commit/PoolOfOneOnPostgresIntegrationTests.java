package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of delivery after the commit with a pool of one connection on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class PoolOfOneOnPostgresIntegrationTests extends AbstractPoolOfOneIntegrationTests {

}
