package io.postsave.integration.durable;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of an application that has Spring Modulith, which slices are without.
 */
@DataJpaTest
@ContextConfiguration(classes = { SliceIntegrationTests.Application.class, SliceIntegrationTests.Listener.class })
class SliceIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private TestEntityManager entities;

	@Autowired
	private Listener listener;

	@Test
	void sliceTellsWithoutARegistry() {
		Member member = this.entities.persistAndFlush(new Member("Ada"));
		assertThat(this.listener.heard).containsExactly(member);
		assertThat(this.context.getBeanProvider(EventPublicationRegistry.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(Object.class)).filteredOn((name) -> name.contains("Resubmission"))
			.isEmpty();
	}

	@EnableAutoConfiguration
	static class Application {

	}

	static class Listener {

		final List<Member> heard = new ArrayList<>();

		@EventListener
		void hear(PostSaveEvent<Member> event) {
			this.heard.add(event.getEntity());
		}

	}

}
