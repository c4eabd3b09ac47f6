package io.postsave.integration.choice;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.Item;
import io.postsave.library.catalog.Reader;
import io.postsave.library.changes.Invoice;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AliasFor;

/**
 * Listeners that name attributes, each of which leaves its name and what it was told.
 */
class ChangeListeners {

	private final List<String> told = new CopyOnWriteArrayList<>();

	private void told(String listener, PostSaveEvent<?> event) {
		this.told.add(listener + (event.isCreated() ? " +" : " ~") + event.getEntityType().getSimpleName());
	}

	/**
	 * Return what the listener of that name was told.
	 */
	List<String> told(String listener) {
		return this.told.stream()
			.filter((line) -> line.startsWith(listener + " "))
			.map((line) -> line.substring(listener.length() + 1))
			.toList();
	}

	void reset() {
		this.told.clear();
	}

	@EventListener
	@WhenChanged("title")
	void title(PostSaveEvent<Book> event) {
		told("title", event);
	}

	@EventListener
	@WhenChanged({ "author", "title" })
	void either(PostSaveEvent<Book> event) {
		told("either", event);
	}

	@EventListener
	@WhenChanged("author")
	@InTransaction
	void authorInTransaction(PostSaveEvent.Updated<Book> event) {
		told("author in transaction", event);
	}

	@EventListener
	@WhenChanged("author")
	@AfterCommit
	void authorAfterCommit(PostSaveEvent.Updated<Book> event) {
		told("author after commit", event);
	}

	@EventListener
	@WhenChanged("author")
	void list(List<PostSaveEvent<Book>> events) {
		told("list", events.get(0));
		this.told.add("list of " + events.stream().map((event) -> event.getEntity().getTitle()).toList());
	}

	@BookListener("author")
	void composed(PostSaveEvent<Book> event) {
		told("composed", event);
	}

	@EventListener(condition = "#event.entity.title == 'told'")
	@WhenChanged("author")
	void condition(PostSaveEvent<Book> event) {
		told("condition", event);
	}

	@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
	@WhenChanged("city")
	void classes(PostSaveEvent<Branch> event) {
		told("classes", event);
	}

	@EventListener(classes = PostSaveEvent.Updated.class)
	@WhenChanged("city")
	void classWithoutParameter() {
		this.told.add("class without parameter ~");
	}

	@EventListener
	@WhenChanged("address")
	void address(PostSaveEvent<Account> event) {
		told("address", event);
	}

	@EventListener
	@WhenChanged("tags")
	void tags(PostSaveEvent<Account> event) {
		told("tags", event);
	}

	@EventListener
	@WhenChanged("address")
	void anyAddress(PostSaveEvent<?> event) {
		told("any address", event);
	}

	@EventListener
	@WhenChanged("status")
	void fees(PostSaveEvent<? extends Fee> event) {
		told("fees", event);
	}

	@EventListener
	@WhenChanged({ "daysLate", "pages" })
	void ofSomeSubclasses(PostSaveEvent<?> event) {
		told("of some subclasses", event);
	}

	@EventListener
	@WhenChanged("title")
	void items(PostSaveEvent<? extends Item> event) {
		told("items", event);
	}

	@EventListener
	@WhenChanged("gross")
	void gross(PostSaveEvent<Invoice> event) {
		told("gross", event);
	}

	/**
	 * A listener for whatever its subclass says.
	 *
	 * @param <T> the entity class
	 */
	abstract static class Indexer<T> {

		private final List<T> indexed = new CopyOnWriteArrayList<>();

		@EventListener
		@WhenChanged("name")
		void index(PostSaveEvent<T> event) {
			this.indexed.add(event.getEntity());
		}

		List<T> indexed() {
			return this.indexed;
		}

	}

	static class ReaderIndexer extends Indexer<Reader> {

	}

	@EventListener
	@WhenChanged({})
	@Retention(RetentionPolicy.RUNTIME)
	@interface BookListener {

		@AliasFor(annotation = WhenChanged.class, attribute = "value")
		String[] value();

	}

}
