package io.postsave.integration.listeners;

/**
 * Tests of transaction phases on H2.
 */
class TransactionPhasesIntegrationTests extends AbstractTransactionPhasesIntegrationTests {

}
