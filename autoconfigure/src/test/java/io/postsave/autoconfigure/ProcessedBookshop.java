package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application to be processed ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Book.class)
public class ProcessedBookshop {

	public static void main(String[] arguments) {
		SpringApplication.run(ProcessedBookshop.class, arguments);
	}

	/**
	 * Starts the application from what was generated for it, and saves a book and, within
	 * a muted block, another.
	 * @param arguments the properties of the run
	 * @return who was told what
	 */
	public static List<String> run(String... arguments) {
		SpringApplication application = new SpringApplication(ProcessedBookshop.class);
		application.setMainApplicationClass(ProcessedBookshop.class);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			EntityManager entityManager = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
			transaction.executeWithoutResult((status) -> entityManager.persist(new Book("Told")));
			context.getBean(PostSaveEvents.class)
				.mute(() -> transaction.executeWithoutResult((status) -> entityManager.persist(new Book("Muted"))));
			List<String> lines = new ArrayList<>(context.getBean(Shelf.class).lines);
			lines.add(entityManager.createQuery("select count(b) from Book b", Long.class).getSingleResult()
					+ " books are there");
			return lines;
		}
	}

	@Bean
	Shelf shelf() {
		return new Shelf();
	}

	/**
	 * Hears of books, with a condition and without.
	 */
	static class Shelf {

		private final List<String> lines = new ArrayList<>();

		@EventListener
		void book(PostSaveEvent.Created<Book> event) {
			boolean inTransaction = TransactionSynchronizationManager.isActualTransactionActive();
			this.lines
				.add(event.getEntity().getTitle() + (inTransaction ? " in the transaction" : " after the commit"));
		}

		@EventListener(condition = "#event.created and #event.changes['title'].newValue() == 'Told'")
		void conditional(PostSaveEvent<Book> event) {
			this.lines.add(event.getEntity().getTitle() + " by a condition");
		}

	}

}
