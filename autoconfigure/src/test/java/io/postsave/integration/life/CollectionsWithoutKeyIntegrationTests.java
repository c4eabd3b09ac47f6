package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.library.keyed.Parcel;
import io.postsave.library.keyed.Parcel.Content;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
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
 * Tests of collections that refer to an attribute of their owner which may be null: then
 * Hibernate writes nothing of them, but tells of them with every flush.
 */
@SpringBootTest(properties = "post-save.delivery=in-transaction")
class CollectionsWithoutKeyIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Listener listener;

	@Test
	void collectionThatIsNotWrittenIsNoChangeAndToldOnce() {
		assertThat(changesOfCreated(null)).containsExactly("[]");
	}

	@Test
	void collectionThatRefersToAnAttributeIsAChange() {
		assertThat(changesOfCreated("code")).containsExactly("[code, contents]");
	}

	private List<String> changesOfCreated(@Nullable String code) {
		this.listener.changes.clear();
		this.transaction.executeWithoutResult((status) -> {
			Content content = new Content();
			this.entityManager.persist(content);
			this.entityManager.persist(new Parcel(code, content));
			this.entityManager.flush();
			this.entityManager.flush();
		});
		return this.listener.changes;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Parcel.class)
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		private final List<String> changes = new ArrayList<>();

		@EventListener
		void saved(PostSaveEvent<Parcel> event) {
			this.changes.add(event.getChanges().keySet().toString());
		}

	}

}
