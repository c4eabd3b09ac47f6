package io.postsave.integration.capture;

import java.util.List;
import java.util.stream.Stream;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.exclusion.LoginRecord;
import io.postsave.library.exclusion.Secret;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of entities that are not told.
 */
class ExclusionIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class);

	@Test
	void entityThatExcludesDefaultListenersIsNotTold() {
		this.runner.run((context) -> assertThat(linesOfSaves(context)).containsExactlyInAnyOrder("+Book", "+Fee",
				"+LateFee", "+LoginRecord", "~Book", "~Fee", "~LateFee", "~LoginRecord"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			class               | io.postsave.bookshop.Book                              | Fee LateFee LoginRecord
			several             | io.postsave.bookshop.Book,io.postsave.library.catalog.LateFee | Fee LoginRecord
			superclass          | io.postsave.library.catalog.Fee                        | Book LoginRecord
			mapped superclass   | io.postsave.library.exclusion.AuditRecord              | Book Fee LateFee
			interface           | io.postsave.library.catalog.Overdue                    | Book Fee LoginRecord
			nested interface    | io.postsave.library.exclusion.Marks.Logged             | Book Fee LateFee
			with a dollar sign  | io.postsave.library.exclusion.Marks$Logged             | Book Fee LateFee
			interface above     | io.postsave.library.exclusion.Marks.Marked             | Book Fee LateFee
			package             | io.postsave.library.catalog                            | Book LoginRecord
			package above       | io.postsave.library                                    | Book
			""")
	void excludedEntitiesAreNotTold(String what, String exclude, String told) {
		this.runner.withPropertyValues("post-save.exclude=" + exclude)
			.run((context) -> assertThat(linesOfSaves(context)).containsExactlyInAnyOrderElementsOf(
					Stream.of(told.split(" ")).flatMap((type) -> Stream.of("+" + type, "~" + type)).toList()));
	}

	private static List<String> linesOfSaves(ApplicationContext context) {
		EntityManager entityManager = context.getBean(EntityManager.class);
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			Fee fee = new Fee(1);
			LateFee lateFee = new LateFee(2, 30);
			LoginRecord login = new LoginRecord("Ann");
			Secret secret = new Secret("one");
			for (Object entity : new Object[] { book, fee, lateFee, login, secret }) {
				entityManager.persist(entity);
			}
			entityManager.flush();
			book.setTitle("two");
			fee.setAmount(3);
			lateFee.setAmount(3);
			login.setReader("Bob");
			secret.setText("two");
		});
		return context.getBean(Script.class).lines();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Book.class, Fee.class, Secret.class })
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
