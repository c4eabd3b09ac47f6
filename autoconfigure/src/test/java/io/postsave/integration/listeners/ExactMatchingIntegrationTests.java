package io.postsave.integration.listeners;

/**
 * Tests that listeners hear what they declare in the transaction.
 */
class ExactMatchingIntegrationTests extends AbstractExactMatchingIntegrationTests {

}
