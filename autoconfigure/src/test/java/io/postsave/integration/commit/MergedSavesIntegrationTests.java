package io.postsave.integration.commit;

/**
 * Tests of what is told once after the commit on H2.
 */
class MergedSavesIntegrationTests extends AbstractMergedSavesIntegrationTests {

}
