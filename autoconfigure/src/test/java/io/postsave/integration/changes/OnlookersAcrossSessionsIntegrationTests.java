package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.integration.support.Desk;
import io.postsave.library.unsteady.Unsteady;
import io.postsave.library.unsteady.Unsteady.Named;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application whose listeners only look writes what it writes without us,
 * where the sessions of a transaction are parents and children.
 */
class OnlookersAcrossSessionsIntegrationTests {

	private static Desk with;

	private static Desk without;

	@BeforeAll
	static void open() {
		with = open("post-save.enabled=true");
		without = open("post-save.enabled=false");
	}

	private static Desk open(String property) {
		return Desk.open(Application.class, property,
				"spring.jpa.properties.hibernate.session_factory.statement_inspector="
						+ OnlookersIntegrationTests.Statements.class.getName(),
				"spring.jpa.properties.hibernate.type.json_format_mapper=" + Unsteady.ReadingFormat.class.getName(),
				"spring.jpa.properties.jakarta.persistence.validation.mode=none");
	}

	@AfterAll
	static void close() {
		with.close();
		without.close();
	}

	@ParameterizedTest
	@MethodSource
	void applicationWritesWhatItWritesWithoutUs(Kind inParent, Kind inChild, Moment moment, Look look) {
		assertThat(statements(with, inParent, inChild, moment, look))
			.isEqualTo(statements(without, inParent, inChild, moment, look));
	}

	/**
	 * What a listener has loaded in the parent is flushed with all else at the commit, if
	 * the caller has flushed before.
	 */
	static Stream<Arguments> applicationWritesWhatItWritesWithoutUs() {
		List<Arguments> cases = new ArrayList<>();
		for (Moment moment : Moment.values()) {
			for (Kind kind : Kind.values()) {
				cases.add(Arguments.of(Kind.NONE, kind, moment, Look.ONLY));
				cases.add(Arguments.of(kind, Kind.PLAIN, moment, Look.ONLY));
			}
			if (moment != Moment.FLUSH) {
				cases.add(Arguments.of(Kind.NONE, Kind.PLAIN, moment, Look.FINDS_IN_PARENT));
				cases.add(Arguments.of(Kind.PLAIN, Kind.PLAIN, moment, Look.FINDS_IN_PARENT));
			}
		}
		return cases.stream();
	}

	private static List<String> statements(Desk desk, Kind inParent, Kind inChild, Moment moment, Look look) {
		List<Object> stored = new ArrayList<>();
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			Unsteady.Converted converted = new Unsteady.Converted();
			desk.entityManager().persist(converted);
			stored.add(converted);
		});
		Long id = ((Unsteady.Converted) stored.get(0)).getId();
		List<String> statements = OnlookersIntegrationTests.Statements.all.get();
		statements.clear();
		desk.bean(Onlooker.class).look = () -> {
			if (look == Look.FINDS_IN_PARENT) {
				desk.entityManager().find(Unsteady.Converted.class, id);
			}
		};
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			EntityManager parent = desk.entityManager();
			inParent.persistIn(parent);
			Session child = parent.unwrap(Session.class).sessionWithOptions().connection().autoClose(true).open();
			inChild.persistIn(child);
			switch (moment) {
				case FLUSH -> parent.flush();
				case MANUAL -> {
					parent.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
					parent.flush();
				}
				default -> {
				}
			}
		});
		desk.bean(Onlooker.class).look = () -> {
		};
		return statements.stream().filter((statement) -> !statement.startsWith("select")).toList();
	}

	enum Kind {

		NONE(() -> null), PLAIN(Unsteady.Plain::new), CONVERTED(Unsteady.Converted::new), JSON(Unsteady.Json::new),
		CALLBACK(Unsteady.Callback::new);

		private final Supplier<Named> entity;

		Kind(Supplier<Named> entity) {
			this.entity = entity;
		}

		void persistIn(EntityManager entityManager) {
			Named named = this.entity.get();
			if (named != null) {
				entityManager.persist(named);
			}
		}

	}

	enum Moment {

		COMMIT, FLUSH, MANUAL

	}

	enum Look {

		ONLY, FINDS_IN_PARENT

	}

	static class Onlooker {

		Runnable look = () -> {
		};

		@EventListener
		void on(PostSaveEvent<?> event) {
			this.look.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Unsteady.class)
	static class Application {

		@Bean
		Onlooker onlooker() {
			return new Onlooker();
		}

	}

}
