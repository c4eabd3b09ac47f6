package io.postsave.modulith;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.postsave.PostSaveEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalApplicationListener;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events as this version of the engine delivers them again, wrapped, and as later ones
 * do.
 */
@SpringBootTest
class RedeliveredEventsIntegrationTests {

	@Autowired
	private AbstractApplicationContext context;

	@Autowired
	private EventSerializer serializer;

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Rack rack;

	@BeforeEach
	void reset() {
		this.rack.heard().clear();
	}

	@Test
	void wrappedEventIsUnwrapped() {
		PostSaveEvent.Created<?> event = savedAndRestored("Wrapped");
		listener().processEvent(new PayloadApplicationEvent<>(this, event));
		assertThat(this.rack.heard()).containsExactly("Wrapped", "Wrapped");
	}

	@Test
	void eventItselfIsDeliveredAsItIs() {
		PostSaveEvent.Created<?> event = savedAndRestored("Itself");
		listener().processEvent(event);
		assertThat(this.rack.heard()).containsExactly("Itself", "Itself");
	}

	private PostSaveEvent.Created<?> savedAndRestored(String title) {
		Pamphlet pamphlet = new Pamphlet(title);
		this.transaction.executeWithoutResult((status) -> this.entities.persist(pamphlet));
		assertThat(this.rack.heard()).containsExactly(title);
		Object stored = this.serializer.serialize(this.rack.last());
		return this.serializer.deserialize(stored, PostSaveEvent.Created.class);
	}

	@SuppressWarnings("unchecked")
	private TransactionalApplicationListener<ApplicationEvent> listener() {
		return this.context.getApplicationListeners()
			.stream()
			.filter(TransactionalApplicationListener.class::isInstance)
			.map((listener) -> (TransactionalApplicationListener<ApplicationEvent>) listener)
			.filter((listener) -> listener.getListenerId().contains("Rack.put"))
			.findFirst()
			.orElseThrow();
	}

	static class Rack {

		private final List<String> heard = new ArrayList<>();

		private PostSaveEvent.@Nullable Created<Pamphlet> last;

		@TransactionalEventListener
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void put(PostSaveEvent.Created<Pamphlet> event) {
			this.heard.add(event.getEntity().title);
			this.last = event;
		}

		List<String> heard() {
			return this.heard;
		}

		PostSaveEvent.Created<Pamphlet> last() {
			return Objects.requireNonNull(this.last);
		}

	}

	@Entity(name = "Pamphlet")
	static class Pamphlet {

		@Id
		@GeneratedValue
		@Nullable Long id;

		String title;

		Pamphlet() {
			this("");
		}

		Pamphlet(String title) {
			this.title = title;
		}

	}

	@SpringBootApplication
	static class Application {

		@Bean
		Rack rack() {
			return new Rack();
		}

	}

}
