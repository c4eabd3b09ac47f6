package io.postsave.guide.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the recipes, all in one application.
 */
@SpringBootTest(
		classes = { Library.class, WelcomeListener.class, BookPages.class, AuditListener.class, ProfileListener.class,
				BookIndexer.class, ShelfCounter.class, RecipesIntegrationTests.Surroundings.class },
		properties = { "spring.datasource.generate-unique-name=true",
				"spring.jpa.properties.jakarta.persistence.validation.mode=none" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class RecipesIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	MemberRepository members;

	@Autowired
	ProfileRepository profiles;

	@Autowired
	BookRepository books;

	@Autowired
	ShelfRepository shelves;

	@Autowired
	AuditEntryRepository audit;

	@Autowired
	CacheManager caches;

	@Autowired
	Surroundings surroundings;

	TransactionTemplate transaction;

	@BeforeEach
	void prepare() {
		this.transaction = new TransactionTemplate(this.transactionManager);
	}

	@Test
	void letterIsSentForCommittedMembersAlone() {
		this.transaction.executeWithoutResult((status) -> {
			this.members.saveAndFlush(new Member("Bob", "bob@example.org"));
			status.setRollbackOnly();
		});
		assertThat(this.surroundings.letters).isEmpty();
		this.members.save(new Member("Ada", "ada@example.org"));
		assertThat(this.surroundings.letters).singleElement().satisfies((letter) -> {
			assertThat(letter.getTo()).containsExactly("ada@example.org");
			assertThat(letter.getSubject()).isEqualTo("Welcome, Ada");
		});
	}

	@Test
	void pageIsForgottenWhenTheBookIsCommitted() {
		Book book = this.books.save(new Book("one", null));
		Long id = Objects.requireNonNull(book.getId());
		page(id, "page of one");
		this.transaction.executeWithoutResult((status) -> {
			this.books.findById(id).orElseThrow().setTitle("two");
			this.entityManager.flush();
			assertThat(page(id)).isEqualTo("page of one");
		});
		assertThat(page(id)).isNull();
		page(id, "page of two");
		this.books.deleteById(id);
		assertThat(page(id)).isNull();
	}

	private void page(Long id, String page) {
		Objects.requireNonNull(this.caches.getCache("book-pages")).put(id, page);
	}

	private @Nullable String page(Long id) {
		return Objects.requireNonNull(this.caches.getCache("book-pages")).get(id, String.class);
	}

	@Test
	void auditHasEveryWriteWithItsAssociationsByIdentifier() {
		Shelf shelf = this.shelves.save(new Shelf("novels"));
		Book book = this.books.save(new Book("one", null));
		Long id = Objects.requireNonNull(book.getId());
		this.transaction.executeWithoutResult((status) -> this.books.findById(id)
			.orElseThrow()
			.setShelf(this.entityManager.getReference(Shelf.class, shelf.getId())));
		this.books.deleteById(id);
		assertThat(this.audit.findAll()).filteredOn((entry) -> entry.getType().equals("Book"))
			.allMatch((entry) -> entry.getRow().equals(id.toString()))
			.extracting((entry) -> entry.getAction() + " " + entry.getChanges())
			.containsExactly("created title: null -> one", "updated shelf: null -> " + shelf.getId(),
					"deleted shelf: " + shelf.getId() + " -> null, title: one -> null");
	}

	@Test
	void longValuesDoNotFailTheSaveThatIsAudited() {
		Book book = this.books.save(new Book("x".repeat(500), null));
		book.setTitle("y".repeat(500));
		this.books.save(book);
		assertThat(this.audit.findAll()).hasSize(2)
			.last()
			.satisfies((entry) -> assertThat(entry.getChanges()).hasSizeBetween(980, AuditEntry.LONGEST)
				.endsWith("(truncated)..."));
	}

	@Test
	void auditIsRolledBackWithTheSave() {
		this.transaction.executeWithoutResult((status) -> {
			this.books.saveAndFlush(new Book("one", null));
			assertThat(this.audit.count()).isOne();
			status.setRollbackOnly();
		});
		assertThat(this.audit.count()).isZero();
	}

	@Test
	void profileIsThereWhenTheMemberIsFlushed() {
		this.transaction.executeWithoutResult((status) -> {
			this.members.saveAndFlush(new Member("Ada", "ada@example.org"));
			assertThat(this.profiles.findAll()).singleElement()
				.satisfies((profile) -> assertThat(profile.getMember().getName()).isEqualTo("Ada"));
		});
		assertThat(this.profiles.count()).isOne();
	}

	@Test
	void indexIsWrittenOnceATransaction() {
		this.transaction.executeWithoutResult((status) -> {
			this.books.save(new Book("one", null));
			this.books.save(new Book("two", null));
		});
		assertThat(this.surroundings.writes).isOne();
		assertThat(this.surroundings.found()).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void lateEventsDoNotOverwriteTheIndex() {
		Book book = this.books.save(new Book("one", null));
		List<SearchIndex.Document> first = List.copyOf(this.surroundings.index.values());
		book.setTitle("two");
		book = this.books.save(book);
		this.surroundings.write(first);
		assertThat(this.surroundings.found()).containsExactly("two");
		List<SearchIndex.Document> second = List.copyOf(this.surroundings.index.values());
		this.books.delete(book);
		this.surroundings.write(second);
		assertThat(this.surroundings.found()).isEmpty();
	}

	@Test
	void bookWhoseShelfIsNotKnownIsRefused() {
		Book book = this.books.save(new Book("one", null));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transaction.executeWithoutResult(
					(status) -> this.entityManager.remove(this.entityManager.getReference(Book.class, book.getId()))))
			.withMessageContaining("its shelf is miscounted");
		assertThat(this.books.count()).isOne();
	}

	@Test
	void shelvesCountTheirBooks() {
		Shelf novels = this.shelves.save(new Shelf("novels"));
		Shelf poems = this.shelves.save(new Shelf("poems"));
		Book book = this.books.save(new Book("one", novels));
		this.books.save(new Book("two", novels));
		this.books.save(new Book("three", null));
		assertThat(counted(novels)).isEqualTo(2);
		book.setShelf(poems);
		book = this.books.save(book);
		assertThat(counted(novels)).isOne();
		assertThat(counted(poems)).isOne();
		book.setTitle("another");
		book = this.books.save(book);
		this.books.delete(book);
		assertThat(counted(novels)).isOne();
		assertThat(counted(poems)).isZero();
	}

	private int counted(Shelf shelf) {
		return this.shelves.findById(Objects.requireNonNull(shelf.getId())).orElseThrow().getBooks();
	}

	/**
	 * What the recipes need around them: a sender that keeps the letters, caches, an
	 * index in memory.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Surroundings implements SearchIndex {

		final List<SimpleMailMessage> letters = new ArrayList<>();

		final Map<String, Document> index = new HashMap<>();

		int writes;

		@Bean
		MailSender mailSender() {
			return new MailSender() {

				@Override
				public void send(SimpleMailMessage... letters) {
					Surroundings.this.letters.addAll(List.of(letters));
				}

			};
		}

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager("book-pages");
		}

		@Override
		public void write(List<Document> documents) {
			this.writes++;
			documents.forEach((document) -> this.index.merge(document.id(), document,
					(there, written) -> (written.version() > there.version()) ? written : there));
		}

		List<String> found() {
			return this.index.values().stream().flatMap((document) -> Stream.ofNullable(document.text())).toList();
		}

	}

}
