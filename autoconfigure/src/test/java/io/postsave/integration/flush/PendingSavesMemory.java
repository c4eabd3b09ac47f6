package io.postsave.integration.flush;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import io.postsave.integration.support.Saves;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Saves many books in one transaction, flushing and clearing as one does, and prints by
 * how much the heap that is in use has grown just before the commit. Run by
 * {@link PendingSavesMemoryTests} in a virtual machine of its own.
 */
final class PendingSavesMemory {

	static final int CHUNK = 1000;

	static final String RESULT = "growth of the heap: ";

	private static final Consumer<Book> NOTHING = (book) -> {
	};

	private final EntityManager entityManager;

	private PendingSavesMemory(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	/**
	 * Runs one transaction.
	 * @param args how many rows, whether to {@code create} or {@code update}, whether to
	 * {@code keep} the entities, who listens, where the database is, and properties
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		int rows = Integer.parseInt(args[0]);
		boolean update = args[1].equals("update");
		Object[] kept = new Object[args[2].equals("keep") ? rows : 0];
		Path database = Path.of(args[4], "books");
		SpringApplicationBuilder builder = new SpringApplicationBuilder(BookshopApplication.class,
				Class.forName(args[3]))
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:file:" + database + ";CACHE_SIZE=1024",
					"spring.jpa.hibernate.ddl-auto=create", "logging.level.root=warn", args[5]);
		try (ConfigurableApplicationContext context = builder.run()) {
			PendingSavesMemory memory = new PendingSavesMemory(context.getBean(EntityManager.class));
			TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
			AtomicInteger written = new AtomicInteger();
			Consumer<Book> keeper = (book) -> {
				if (kept.length > 0) {
					kept[written.getAndIncrement()] = book;
				}
			};
			transaction.executeWithoutResult((status) -> memory.create(update ? rows : 2 * CHUNK, NOTHING));
			transaction.executeWithoutResult((status) -> memory.update(2 * CHUNK, NOTHING));
			transaction.executeWithoutResult((status) -> {
				long before = usedHeap();
				if (update) {
					memory.update(rows, keeper);
				}
				else {
					memory.create(rows, keeper);
				}
				System.out.println(RESULT + (usedHeap() - before));
				status.setRollbackOnly();
			});
			if (kept.length != written.get()) {
				throw new IllegalStateException("Kept " + written + " entities of " + kept.length);
			}
		}
	}

	private void create(int rows, Consumer<Book> written) {
		for (int i = 0; i < rows; i++) {
			Book book = new Book("title " + i);
			this.entityManager.persist(book);
			written.accept(book);
			if (i % CHUNK == CHUNK - 1) {
				flushAndClear();
			}
		}
	}

	private void update(int rows, Consumer<Book> written) {
		for (long from = 1; from <= rows; from += CHUNK) {
			for (Book book : this.entityManager.createQuery("from Book where id between :first and :last", Book.class)
				.setParameter("first", from)
				.setParameter("last", from + CHUNK - 1)
				.getResultList()) {
				book.setAuthor((book.getAuthor() != null) ? null : "author");
				written.accept(book);
			}
			flushAndClear();
		}
	}

	private void flushAndClear() {
		this.entityManager.flush();
		this.entityManager.clear();
	}

	private static long usedHeap() {
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	static class BookListener {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class BookListListener {

		@EventListener
		void on(List<PostSaveEvent<Book>> events) {
			if (events.size() > CHUNK) {
				throw new IllegalStateException("A list of " + events.size());
			}
		}

	}

	static class NoteListener {

		@EventListener
		void on(PostSaveEvent<Note> event) {
		}

	}

}
