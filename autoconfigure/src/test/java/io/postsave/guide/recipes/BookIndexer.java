package io.postsave.guide.recipes;

import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The recipe of the search index.
 */
@Component
class BookIndexer {

	private final SearchIndex index;

	BookIndexer(SearchIndex index) {
		this.index = index;
	}

	@EventListener
	@AfterCommit
	void index(List<PostWriteEvent<Book>> events) {
		this.index.write(events.stream().map(this::document).toList());
	}

	private SearchIndex.Document document(PostWriteEvent<Book> event) {
		boolean deleted = event instanceof PostDeleteEvent;
		// a removal by reference does not know its version, and comes last anyway
		long version = (event.getVersion() instanceof Long written) ? written : Long.MAX_VALUE - 1;
		return new SearchIndex.Document(String.valueOf(event.getId()), deleted ? version + 1 : version,
				deleted ? null : event.getEntity().getTitle());
	}

}
