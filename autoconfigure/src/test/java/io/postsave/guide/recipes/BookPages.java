package io.postsave.guide.recipes;

import io.postsave.AfterCommit;
import io.postsave.PostWriteEvent;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The recipe of the cache.
 */
@Component
class BookPages {

	@EventListener
	@AfterCommit
	@CacheEvict(cacheNames = "book-pages", key = "#event.id")
	void forget(PostWriteEvent<Book> event) {
	}

}
