package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of delivery after the commit of transactions that prepare their connection on
 * PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class PreparedConnectionsOnPostgresIntegrationTests extends AbstractPreparedConnectionsIntegrationTests {

}
