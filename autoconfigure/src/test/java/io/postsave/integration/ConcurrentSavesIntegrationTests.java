package io.postsave.integration;

/**
 * Tests of concurrent saves on H2.
 */
class ConcurrentSavesIntegrationTests extends AbstractConcurrentSavesIntegrationTests {

}
