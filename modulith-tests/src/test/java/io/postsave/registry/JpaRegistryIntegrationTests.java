package io.postsave.registry;

import java.io.IOException;
import java.util.List;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.registry.EssayApplication.Heard;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Durable listeners with the JPA registry and a schema of the application's own.
 */
@Tag("smoke")
@DirtiesContext
@SpringBootTest(properties = { "post-save.modulith.resubmit-interval=200ms",
		"spring.autoconfigure.exclude=org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
		"spring.jpa.hibernate.ddl-auto=validate", "spring.sql.init.mode=always",
		"spring.sql.init.schema-locations=classpath:io/postsave/registry/jpa-registry.sql,"
				+ "classpath:io/postsave/registry/essay.sql" })
class JpaRegistryIntegrationTests {

	private static final EmbeddedPostgres POSTGRES = start();

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Heard heard;

	@DynamicPropertySource
	static void onPostgres(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
		properties.add("spring.datasource.generate-unique-name", () -> false);
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	static void stop() throws IOException {
		POSTGRES.close();
	}

	@BeforeEach
	void reset() {
		this.heard.clear();
		this.jdbc.update("delete from event_publication");
	}

	@Test
	void longEventIsDelivered() {
		Essay essay = save("x".repeat(20_000));
		await().untilAsserted(() -> assertThat(this.heard.durable).singleElement().satisfies((event) -> {
			assertThat(event).isInstanceOf(PostSaveEvent.Created.class);
			assertThat(event.getId()).isEqualTo(essay.id);
			assertThat(event.getChanges()).containsEntry("content", new AttributeChange(null, essay.content));
		}));
		await().untilAsserted(() -> assertThat(statuses()).containsExactly("COMPLETED"));
	}

	@Test
	void failedEventIsDeliveredAgain() {
		this.heard.failures.set(2);
		Essay essay = save("Again");
		await().untilAsserted(() -> assertThat(statuses()).containsExactly("COMPLETED"));
		assertThat(this.heard.durable).extracting(PostWriteEvent::getId).containsExactly(essay.id);
	}

	@Test
	void rowsOfTheRegistryAreToldToNobody() {
		this.heard.failures.set(1);
		Essay essay = save("Told");
		this.transaction.executeWithoutResult((status) -> this.entities.remove(this.entities.merge(essay)));
		await().untilAsserted(() -> assertThat(statuses()).containsExactly("COMPLETED", "COMPLETED"));
		assertThat(this.heard.inTransaction).extracting((event) -> (Object) event.getEntityType())
			.containsExactly(Essay.class, Essay.class);
		assertThat(this.heard.durable).extracting((event) -> (Object) event.getEntityType()).containsOnly(Essay.class);
	}

	private List<String> statuses() {
		return this.jdbc.queryForList("select status from event_publication", String.class);
	}

	private Essay save(String content) {
		Essay essay = new Essay(content);
		this.transaction.executeWithoutResult((status) -> this.entities.persist(essay));
		return essay;
	}

}
