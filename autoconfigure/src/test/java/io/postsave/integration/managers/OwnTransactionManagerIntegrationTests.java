package io.postsave.integration.managers;

import java.util.List;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.View;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.FlushMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of a transaction manager that does something of its own between the last listener
 * and the commit.
 */
@SpringBootTest
class OwnTransactionManagerIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	LastWordManager transactionManager;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.transactionManager.lastWord = () -> {
		};
		this.script.reset();
		this.transaction
			.executeWithoutResult((status) -> this.entityManager.createQuery("delete from Book").executeUpdate());
	}

	@Test
	void whatItChangesIsWrittenAndTold() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.transactionManager.lastWord = () -> book.setTitle("last word");
		});
		assertThat(titles()).containsExactly("last word");
		assertThat(this.script.lines()).containsExactly("+Book", "~Book");
	}

	@Test
	void whatItSavesIsWrittenAndTold() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.transactionManager.lastWord = () -> this.entityManager.persist(new Book("two"));
		});
		assertThat(titles()).containsExactly("one", "two");
		assertThat(this.script.lines()).containsExactly("+Book", "+Book");
	}

	@Test
	void sessionGoesOnAsEverWhenItFailsBeforeTheCommit() {
		View.around(this.entityManagerFactory, (session) -> {
			this.transactionManager.lastWord = () -> {
				throw new IllegalStateException("no commit today");
			};
			assertThatIllegalStateException().isThrownBy(() -> this.transaction
				.executeWithoutResult((status) -> this.entityManager.persist(new Book("one"))));
			this.transactionManager.lastWord = () -> {
			};
			session.clear();
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
			this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("two")));
			assertThat(titles()).containsExactly("two");
		});
	}

	private List<String> titles() {
		return this.entityManager.createQuery("select title from Book order by title", String.class).getResultList();
	}

	/**
	 * Does something just before it commits.
	 */
	@SuppressWarnings("serial")
	static class LastWordManager extends JpaTransactionManager {

		private Runnable lastWord = () -> {
		};

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.lastWord.run();
			super.doCommit(status);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

		@Bean
		LastWordManager transactionManager() {
			return new LastWordManager();
		}

	}

}
