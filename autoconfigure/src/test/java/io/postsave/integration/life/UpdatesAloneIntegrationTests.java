package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.library.random.Item;
import io.postsave.library.random.Stamp;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that where updates alone are heard, nobody takes the collections of a new entity
 * for one.
 */
@SpringBootTest(properties = "post-save.delivery=in-transaction")
class UpdatesAloneIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Listener listener;

	@BeforeEach
	void forget() {
		this.listener.told.clear();
	}

	@Test
	void collectionOfANewEntityIsNoUpdate() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(stamp(1)));
		assertThat(this.listener.told).isEmpty();
	}

	@Test
	void collectionThatIsChangedLaterIsAnUpdate() {
		this.transaction.executeWithoutResult((status) -> {
			Stamp stamp = stamp(2);
			this.entityManager.persist(stamp);
			this.entityManager.flush();
			stamp.getNotes().add("another");
		});
		assertThat(this.listener.told).containsExactly("notes");
	}

	private static Stamp stamp(int serial) {
		Stamp stamp = new Stamp(serial);
		stamp.getNotes().add("note");
		return stamp;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Item.class)
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	/**
	 * Notes what has changed.
	 */
	static class Listener {

		private final List<String> told = new ArrayList<>();

		@EventListener
		void on(PostSaveEvent.Updated<?> event) {
			this.told.addAll(event.getChanges().keySet());
		}

	}

}
