package io.postsave.library.failures;

import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.annotation.Transactional;

/**
 * A repository, with a method that runs anything behind its exception translation.
 */
public interface Readers extends CrudRepository<Reader, Long> {

	@Transactional
	default void inTransaction(Runnable action) {
		action.run();
	}

}
