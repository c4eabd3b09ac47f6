package io.postsave.integration.managers;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.assertj.core.api.Assertions;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that saves books, whoever manages its transactions.
 */
class Bookstore {

	private final ApplicationContext context;

	private final EntityManager entityManager;

	Bookstore(ApplicationContext context) {
		this.context = context;
		this.entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean("entityManagerFactory", EntityManagerFactory.class));
	}

	EntityManager entityManager() {
		return this.entityManager;
	}

	Script script() {
		return this.context.getBean(Script.class);
	}

	List<String> phases() {
		return this.context.getBean(TransactionPhases.class).called();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.context.getBean("transactionManager", PlatformTransactionManager.class));
	}

	void inTransaction(Consumer<EntityManager> work) {
		transaction().executeWithoutResult((status) -> work.accept(this.entityManager));
	}

	void inNewTransaction(Consumer<EntityManager> work) {
		TransactionTemplate transaction = transaction();
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

	/**
	 * Leaves nothing of what was saved and told before.
	 */
	void empty() {
		script().reset();
		inTransaction((entityManager) -> Stream.of("Book", "Note", "Account")
			.forEach((type) -> entityManager.createQuery("delete from " + type).executeUpdate()));
		bean(TransactionPhases.class).reset();
	}

	void save(String title) {
		inTransaction((entityManager) -> entityManager.persist(new Book(title)));
	}

	List<String> titles() {
		return this.entityManager.createQuery("select b.title from Book b order by b.id", String.class).getResultList();
	}

	/**
	 * What the caller gets of a commit that violates a constraint.
	 */
	Throwable duplicateKey() {
		inTransaction((entityManager) -> entityManager.persist(new Account("A", "Ann")));
		return failureOf((entityManager) -> entityManager.persist(new Account("A", "Bob")));
	}

	/**
	 * What the caller gets of a commit that finds a newer version.
	 */
	Throwable lostUpdate() {
		inTransaction((entityManager) -> entityManager.persist(new Account("B", "Ann")));
		return failureOf((entityManager) -> {
			Account account = entityManager.find(Account.class, "B");
			entityManager.createQuery("update Account set version = version + 1").executeUpdate();
			account.setOwner("Bob");
		});
	}

	Throwable failureOf(Consumer<EntityManager> work) {
		return Assertions.catchThrowable(() -> inTransaction(work));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	@EntityScan(basePackageClasses = Book.class)
	@Import(Listeners.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		Script script() {
			return new Script();
		}

		@Bean
		TransactionPhases transactionPhases() {
			return new TransactionPhases();
		}

	}

}
