package io.postsave.library.catalog;

/**
 * An interface of entities.
 */
public interface Overdue {

	int daysLate();

}
