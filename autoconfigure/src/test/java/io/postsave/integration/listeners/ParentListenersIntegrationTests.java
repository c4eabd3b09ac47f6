package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners in a parent context.
 */
@ExtendWith(OutputCaptureExtension.class)
class ParentListenersIntegrationTests {

	@Test
	void plainMethodsOfAParentAreToldInTheTransactionAndWarnedOf(CapturedOutput output) {
		try (ConfigurableApplicationContext child = run(ParentConfiguration.class, "after-commit")) {
			PlainListener inParent = child.getParent().getBean(PlainListener.class);
			PlainListener inChild = child.getBeanFactory().getBean("listener", PlainListener.class);
			assertThat(inChild).isNotSameAs(inParent);
			child.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				EntityManager entityManager = child.getBean(EntityManager.class);
				Book book = new Book("one");
				entityManager.persist(book);
				entityManager.flush();
				assertThat(inParent.told).containsExactly("+");
				book.setTitle("two");
				entityManager.flush();
				assertThat(inParent.told).containsExactly("+", "~");
				assertThat(inChild.told).isEmpty();
			});
			assertThat(inParent.told).containsExactly("+", "~");
			assertThat(inChild.told).containsExactly("+");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("parent context"))).singleElement()
			.asString()
			.contains("WARN", "PlainListener.on", "post-save.delivery")
			.doesNotContain("TransactionalListener");
	}

	@Test
	void otherListenersOfAParentAreNotWarnedOf(CapturedOutput output) {
		try (ConfigurableApplicationContext child = run(TransactionalParentConfiguration.class, "after-commit")) {
			TransactionalListener inParent = child.getParent().getBean(TransactionalListener.class);
			child.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> child.getBean(EntityManager.class).persist(new Book("one")));
			assertThat(inParent.told).containsExactly("+");
		}
		assertThat(output).doesNotContain("parent context");
	}

	@Test
	void plainMethodsOfAParentAreNotWarnedOfWithDeliveryInTheTransaction(CapturedOutput output) {
		run(ParentConfiguration.class, "in-transaction").close();
		assertThat(output).doesNotContain("parent context");
	}

	private static ConfigurableApplicationContext run(Class<?> parent, String delivery) {
		return new SpringApplicationBuilder(parent).web(WebApplicationType.NONE)
			.child(Application.class)
			.web(WebApplicationType.NONE)
			.properties("post-save.delivery=" + delivery)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainListener.class, TransactionalListener.class, TransactionalEventListenerFactory.class })
	static class ParentConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TransactionalListener.class, TransactionalEventListenerFactory.class })
	static class TransactionalParentConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

		@Bean
		PlainListener listener() {
			return new PlainListener();
		}

	}

	static class PlainListener {

		final List<String> told = new ArrayList<>();

		@EventListener
		void on(PostSaveEvent<Book> event) {
			this.told.add(event.isCreated() ? "+" : "~");
		}

	}

	static class TransactionalListener {

		final List<String> told = new ArrayList<>();

		@TransactionalEventListener
		void on(PostSaveEvent<Book> event) {
			this.told.add(event.isCreated() ? "+" : "~");
		}

	}

}
