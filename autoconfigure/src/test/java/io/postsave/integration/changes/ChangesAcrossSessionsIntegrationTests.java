package io.postsave.integration.changes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.integration.support.ChangesApplication;
import io.postsave.integration.support.Desk;
import io.postsave.library.changes.Depot;
import io.postsave.library.changes.Notice;
import io.postsave.library.changes.Parcel;
import io.postsave.library.unsteady.Unsteady;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener that is told in one session may change what another session of
 * the transaction holds: a parent, a child, or one on the same connection.
 */
class ChangesAcrossSessionsIntegrationTests {

	private static final Map<Types, Desk> desks = new EnumMap<>(Types.class);

	@BeforeAll
	static void open() {
		for (Types types : Types.values()) {
			desks.put(types, Desk.open(types.application, "spring.jpa.properties.hibernate.type.json_format_mapper="
					+ Unsteady.ReadingFormat.class.getName()));
		}
	}

	@AfterAll
	static void close() {
		desks.values().forEach(Desk::close);
	}

	@BeforeEach
	void reset() {
		for (Desk desk : desks.values()) {
			script(desk).reset();
			List.of("parcel", "notice", "depot").forEach((table) -> desk.elsewhere("delete from " + table));
			desk.elsewhere("insert into depot (id, name) values ('here', 'Here'), ('there', 'There')");
		}
	}

	private static Script script(Desk desk) {
		return desk.bean(Script.class);
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAChildItChangesItsParents(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			there(em);
			childOf(em).persist(new Notice());
		});
		assertThat(name(desk)).isEqualTo("changed");
		assertThat(script(desk).lines()).containsExactly("+Notice", "~Depot");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAChildItChangesItsParentsThatWasNotLoaded(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			childOf(em).persist(new Notice());
		});
		assertThat(script(desk).lines()).startsWith("+Notice");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAChildItChangesItsParentsWhichHasSavedToo(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			em.persist(new Parcel(there(em)));
			childOf(em).persist(new Notice());
		});
		assertThat(name(desk)).isEqualTo("changed");
		assertThat(script(desk).lines()).containsExactly("+Notice", "+Parcel", "~Depot");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInTheParentItChangesItsChilds(Types types, Moment moment) {
		Desk desk = desks.get(types);
		Session[] child = new Session[1];
		script(desk).onCreated(Parcel.class, (parcel) -> there(child[0]).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			em.persist(new Parcel(null));
			child[0] = childOf(em);
			there(child[0]);
		});
		assertThat(name(desk)).isEqualTo("changed");
		assertThat(script(desk).lines()).containsExactly("+Parcel", "~Depot");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInTheParentItChangesItsChildsWhichHasSavedToo(Types types, Moment moment) {
		Desk desk = desks.get(types);
		Session[] child = new Session[1];
		script(desk).onCreated(Parcel.class, (parcel) -> there(child[0]).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			em.persist(new Parcel(null));
			child[0] = childOf(em);
			child[0].persist(new Notice());
			there(child[0]);
		});
		assertThat(name(desk)).isEqualTo("changed");
		assertThat(script(desk).lines()).containsExactly("+Notice", "+Parcel", "~Depot");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAChildItChangesAnotherChilds(Types types, Moment moment) {
		Desk desk = desks.get(types);
		Session[] child = new Session[2];
		script(desk).onCreated(Notice.class, (notice) -> there(child[0]).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			there(em);
			child[0] = childOf(em);
			child[1] = childOf(em);
			there(child[0]);
			child[1].persist(new Notice());
		});
		assertThat(script(desk).lines()).contains("+Notice");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAGrandchildItChangesItsRoots(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			there(em);
			Session child = childOf(em);
			here(child);
			childOf(child).persist(new Notice());
		});
		assertThat(script(desk).lines()).contains("+Notice");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAGrandchildItChangesItsParents(Types types, Moment moment) {
		Desk desk = desks.get(types);
		Session[] child = new Session[1];
		script(desk).onCreated(Notice.class, (notice) -> there(child[0]).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			here(em);
			child[0] = childOf(em);
			there(child[0]);
			childOf(child[0]).persist(new Notice());
		});
		assertThat(script(desk).lines()).contains("+Notice");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void roundsGoToAndFro(Types types, Moment moment) {
		Desk desk = desks.get(types);
		Session[] child = new Session[1];
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("one"));
		script(desk).onUpdated(Depot.class, (depot) -> {
			if (depot.getName().equals("one")) {
				child[0].createQuery("from Notice", Notice.class).getSingleResult().setPlace("two");
			}
		});
		script(desk).onUpdated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			there(em);
			child[0] = childOf(em);
			child[0].persist(new Notice());
		});
		assertThat(name(desk)).isEqualTo("changed");
		assertThat(script(desk).lines()).containsExactly("+Notice", "~Depot", "~Notice", "~Depot");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInASessionOnTheConnectionItChangesTheOthers(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> there(desk.entityManager()).setName("changed"));
		inTransaction(desk, moment, (em) -> {
			there(em);
			em.unwrap(Session.class).doWork((connection) -> {
				try (StatelessSession own = desk.entityManagerFactory()
					.unwrap(SessionFactory.class)
					.openStatelessSession(connection)) {
					own.insert(new Notice());
				}
			});
		});
		assertThat(script(desk).lines()).startsWith("+Notice");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInTheParentItChangesTheParentsBeforeItFlushesAChild(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Parcel.class, (parcel) -> {
			there(desk.entityManager()).setName("changed");
			Session child = childOf(desk.entityManager());
			child.persist(new Notice());
			child.flush();
		});
		inTransaction(desk, moment, (em) -> em.persist(new Parcel(there(em))));
		assertThat(script(desk).lines()).containsExactly("+Parcel", "+Notice", "~Depot");
		assertThat(name(desk)).isEqualTo("changed");
	}

	@ParameterizedTest
	@MethodSource("everyWay")
	void toldInAChildItChangesItsParentsAndFlushesAndChangesItAgain(Types types, Moment moment) {
		Desk desk = desks.get(types);
		script(desk).onCreated(Notice.class, (notice) -> {
			there(desk.entityManager()).setName("one");
			desk.entityManager().flush();
			there(desk.entityManager()).setName("changed");
		});
		inTransaction(desk, moment, (em) -> {
			there(em);
			childOf(em).persist(new Notice());
		});
		assertThat(script(desk).lines()).containsExactly("+Notice", "~Depot", "~Depot");
		assertThat(name(desk)).isEqualTo("changed");
	}

	static Stream<Arguments> everyWay() {
		return Stream.of(Types.values())
			.flatMap((types) -> Stream.of(Moment.values()).map((moment) -> Arguments.of(types, moment)));
	}

	private static Session childOf(EntityManager entityManager) {
		return entityManager.unwrap(Session.class).sessionWithOptions().connection().autoClose(true).open();
	}

	private static Depot there(EntityManager entityManager) {
		return entityManager.find(Depot.class, "there");
	}

	private static Depot here(EntityManager entityManager) {
		return entityManager.find(Depot.class, "here");
	}

	private static String name(Desk desk) {
		return desk.bean(JdbcClient.class)
			.sql("select name from depot where id = 'there'")
			.query(String.class)
			.single();
	}

	private static void inTransaction(Desk desk, Moment moment, Consumer<EntityManager> work) {
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			EntityManager entityManager = desk.entityManager();
			work.accept(entityManager);
			switch (moment) {
				case FLUSH -> entityManager.flush();
				case QUERY -> entityManager.createQuery("from Depot", Depot.class).getResultList();
				case MANUAL -> {
					entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
					entityManager.flush();
				}
				default -> {
				}
			}
		});
	}

	enum Types {

		STEADY(ChangesApplication.class), UNSTEADY(Application.class);

		private final Class<?> application;

		Types(Class<?> application) {
			this.application = application;
		}

	}

	enum Moment {

		COMMIT, FLUSH, QUERY, MANUAL

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Parcel.class, Unsteady.class })
	@Import(Script.class)
	static class Application {

	}

}
