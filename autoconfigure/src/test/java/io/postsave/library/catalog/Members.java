package io.postsave.library.catalog;

import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.annotation.Transactional;

/**
 * A repository, with a method that runs anything behind its exception translation.
 */
public interface Members extends CrudRepository<Member, Long> {

	@Transactional
	default void inTransaction(Runnable action) {
		action.run();
	}

}
