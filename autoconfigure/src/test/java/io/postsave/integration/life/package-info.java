/**
 * What becomes of rows after they were saved: their deletion.
 */
package io.postsave.integration.life;
