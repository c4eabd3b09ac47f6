package io.postsave.integration.durable;

import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes until it is killed, and journals in each transaction what it writes. Its
 * listeners note what they are told, and fail now and then.
 */
@EnableAutoConfiguration
class CrashingApplication {

	static final List<String> LISTENERS = List.of("module", "plain");

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CrashingApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.keep-alive=true", "spring.jpa.hibernate.ddl-auto=none",
					"post-save.modulith.resubmit-interval=300ms", "post-save.modulith.max-attempts=1000",
					"spring.modulith.events.staleness.published=2s", "spring.modulith.events.staleness.processing=2s",
					"spring.modulith.events.staleness.resubmitted=2s")
			.run(arguments);
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.update("insert into life default values");
		if (context.getEnvironment().getRequiredProperty("crash.writing", Boolean.class)) {
			Random random = new Random(context.getEnvironment().getRequiredProperty("crash.seed", Long.class));
			new Writer(context.getBean(TransactionTemplate.class), context.getBean(EntityManager.class), jdbc, random)
				.writeUntilKilled();
		}
	}

	static void createTables(JdbcTemplate jdbc) {
		jdbc.execute("create sequence member_seq increment by 50");
		jdbc.execute("create sequence card_seq increment by 50");
		jdbc.execute("create table member (id bigint primary key, version bigint, name varchar(255))");
		jdbc.execute("create table card (id bigint primary key)");
		jdbc.execute("create table life (number bigserial)");
		jdbc.execute("create table journal (entity bigint, version bigint, kind varchar(20), name varchar(255))");
		jdbc.execute("create table delivery (listener varchar(20), event uuid, entity bigint, version bigint, "
				+ "kind varchar(20), name varchar(255))");
	}

	@Bean
	Deliveries deliveries(JdbcTemplate jdbc, PlatformTransactionManager manager) {
		return new Deliveries(jdbc, manager);
	}

	@Bean
	ModuleListener moduleListener(Deliveries deliveries) {
		return new ModuleListener(deliveries);
	}

	@Bean
	PlainListener plainListener(Deliveries deliveries) {
		return new PlainListener(deliveries);
	}

	/**
	 * Writes, and rolls a part of it back.
	 */
	private static final class Writer {

		private final TransactionTemplate transaction;

		private final EntityManager entities;

		private final JdbcTemplate jdbc;

		private final Random random;

		Writer(TransactionTemplate transaction, EntityManager entities, JdbcTemplate jdbc, Random random) {
			this.transaction = transaction;
			this.entities = entities;
			this.jdbc = jdbc;
			this.random = random;
		}

		void writeUntilKilled() {
			List<Long> known = this.jdbc.queryForList("select id from member order by id", Long.class);
			while (true) {
				Long saved = write((known.isEmpty() || this.random.nextInt(3) == 0) ? null
						: known.get(this.random.nextInt(known.size())));
				if (saved != null && !known.contains(saved)) {
					known.add(saved);
				}
				if (known.size() > 20) {
					known.remove(0);
				}
			}
		}

		private @Nullable Long write(@Nullable Long id) {
			return this.transaction.execute((status) -> {
				if (this.random.nextInt(4) == 0) {
					status.setRollbackOnly();
				}
				Member member = (id != null) ? this.entities.find(Member.class, id) : null;
				if (member == null) {
					Member created = new Member("Member " + this.random.nextInt());
					this.entities.persist(created);
					return journal(created, "created", 0);
				}
				if (this.random.nextInt(8) == 0) {
					this.entities.remove(member);
					return journal(member, "deleted", 0);
				}
				member.rename("Member " + this.random.nextInt());
				return journal(member, "updated", 1);
			});
		}

		private Long journal(Member member, String kind, int increment) {
			this.jdbc.update("insert into journal (entity, version, kind, name) values (?, ?, ?, ?)", member.id(),
					member.version() + increment, kind, member.name());
			return member.id();
		}

	}

	/**
	 * What listeners were told, noted in transactions of its own.
	 */
	static class Deliveries {

		private final JdbcTemplate jdbc;

		private final TransactionTemplate transaction;

		private final Random random = new Random();

		Deliveries(JdbcTemplate jdbc, PlatformTransactionManager manager) {
			this.jdbc = jdbc;
			this.transaction = new TransactionTemplate(manager);
			this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		}

		void note(String listener, PostWriteEvent<?> event) {
			AttributeChange name = Objects.requireNonNull(event.getChanges().get("name"));
			this.transaction.executeWithoutResult((status) -> this.jdbc.update(
					"insert into delivery (listener, event, entity, version, kind, name) values (?, ?, ?, ?, ?, ?)",
					listener, event.getEventId(), event.getId(), event.getVersion(), kindOf(event),
					(name.newValue() != null) ? name.newValue() : name.oldValue()));
		}

		private static String kindOf(PostWriteEvent<?> event) {
			if (event instanceof PostDeleteEvent) {
				return "deleted";
			}
			return (event instanceof PostSaveEvent.Created) ? "created" : "updated";
		}

		void failNowAndThen() {
			if (this.random.nextInt(5) == 0) {
				throw new IllegalStateException("The listener fails now and then");
			}
		}

	}

	static class ModuleListener {

		private final Deliveries deliveries;

		ModuleListener(Deliveries deliveries) {
			this.deliveries = deliveries;
		}

		@ApplicationModuleListener
		void hear(PostWriteEvent<Member> event) {
			this.deliveries.failNowAndThen();
			this.deliveries.note("module", event);
		}

	}

	static class PlainListener {

		private final Deliveries deliveries;

		PlainListener(Deliveries deliveries) {
			this.deliveries = deliveries;
		}

		@TransactionalEventListener
		void hear(PostWriteEvent<Member> event) {
			this.deliveries.failNowAndThen();
			this.deliveries.note("plain", event);
		}

	}

}
