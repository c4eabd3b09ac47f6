/**
 * Tests of delivery after the commit.
 */
package io.postsave.integration.commit;
