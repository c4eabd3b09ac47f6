package io.postsave.integration.commit;

/**
 * Tests of delivery after the commit with a pool of one connection on H2.
 */
class PoolOfOneIntegrationTests extends AbstractPoolOfOneIntegrationTests {

}
