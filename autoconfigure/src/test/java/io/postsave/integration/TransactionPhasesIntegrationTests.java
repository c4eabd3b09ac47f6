package io.postsave.integration;

/**
 * Tests of transaction phases on H2.
 */
class TransactionPhasesIntegrationTests extends AbstractTransactionPhasesIntegrationTests {

}
