/**
 * A domain for the tests of failures and transactions.
 */
package io.postsave.library.failures;
