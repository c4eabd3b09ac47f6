package io.postsave.integration.commit;

/**
 * Tests of delivery after the commit under load on H2.
 */
class ConcurrentDeliveriesIntegrationTests extends AbstractConcurrentDeliveriesIntegrationTests {

}
