package io.postsave.sample.audit;

/**
 * An entity whose changes are logged.
 */
public interface Audited {

}
