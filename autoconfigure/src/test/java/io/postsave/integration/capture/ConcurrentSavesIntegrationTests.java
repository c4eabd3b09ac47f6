package io.postsave.integration.capture;

/**
 * Tests of concurrent saves on H2.
 */
class ConcurrentSavesIntegrationTests extends AbstractConcurrentSavesIntegrationTests {

}
