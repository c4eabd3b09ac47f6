/**
 * What integration tests of several themes have in common: applications, databases, the
 * saves of a caller.
 */
package io.postsave.integration.support;
