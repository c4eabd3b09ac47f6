package io.postsave.integration.choice;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener whose attributes did not change costs what one costs that looks
 * at nothing. Bytes are compared, which do not depend on what else the machine does.
 */
class WhenChangedCostIntegrationTests {

	private static final int BOOKS = 200;

	private static final int RUNS = 20;

	/** What the map of one event's changes takes at least. */
	private static final int MAP_OF_CHANGES = 100;

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void listenerThatIsNotToldCostsWhatOneCostsThatLooksAtNothing(String delivery) {
		List<ConfigurableApplicationContext> contexts = Stream
			.of(LooksAtNothing.class, NamesAnother.class, LooksAtChanges.class)
			.map((listener) -> start(listener, delivery))
			.toList();
		try {
			double[] bytes = bytesOfAnUpdate(contexts);
			assertThat(bytes[1]).isLessThan(bytes[0] + MAP_OF_CHANGES / 2);
			assertThat(bytes[2]).isGreaterThan(bytes[0] + MAP_OF_CHANGES);
		}
		finally {
			contexts.forEach(ConfigurableApplicationContext::close);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> listener, String delivery) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class, listener)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery)
			.run();
		EntityManager entityManager = context.getBean(EntityManager.class);
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			for (int i = 0; i < BOOKS; i++) {
				entityManager.persist(new Book("book", "Ann"));
			}
		});
		return context;
	}

	/**
	 * Takes turns, as the compiler makes of the same code what allocates less and less.
	 */
	private static double[] bytesOfAnUpdate(List<ConfigurableApplicationContext> contexts) {
		double[] least = new double[contexts.size()];
		Arrays.fill(least, Double.MAX_VALUE);
		for (int run = 0; run < RUNS; run++) {
			for (int i = 0; i < least.length; i++) {
				long bytes = bytesOf(contexts.get(i).getBean(TransactionTemplate.class),
						contexts.get(i).getBean(EntityManager.class), "book " + run);
				least[i] = Math.min(least[i], (double) bytes / BOOKS);
			}
		}
		return least;
	}

	private static long bytesOf(TransactionTemplate transaction, EntityManager entityManager, String title) {
		ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = thread.getCurrentThreadAllocatedBytes();
		transaction.executeWithoutResult((status) -> {
			for (Book book : entityManager.createQuery("from Book", Book.class).getResultList()) {
				book.setTitle(title);
			}
		});
		return thread.getCurrentThreadAllocatedBytes() - before;
	}

	static class LooksAtNothing {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class NamesAnother {

		@EventListener
		@WhenChanged("author")
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class LooksAtChanges {

		@EventListener
		void on(PostSaveEvent<Book> event) {
			event.getChanges();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

}
