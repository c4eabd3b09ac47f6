package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.integration.support.ChangesApplication;
import io.postsave.integration.support.Desk;
import io.postsave.integration.support.Told;
import io.postsave.library.changes.Customs;
import io.postsave.library.changes.Depot;
import io.postsave.library.changes.Letter;
import io.postsave.library.changes.LetterId;
import io.postsave.library.changes.Locker;
import io.postsave.library.changes.Parcel;
import io.postsave.library.changes.Tenant;
import io.postsave.library.changes.Touchable;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that what a flush refuses is refused when a listener has done it, as it is when
 * the transaction itself does it after a flush, without us.
 */
class RefusedChangesByListenersIntegrationTests {

	private static Desk desk;

	private static Desk switchedOff;

	@BeforeAll
	static void open() {
		desk = Desk.open(ChangesApplication.class);
		switchedOff = Desk.open(ChangesApplication.class, "post-save.enabled=false");
	}

	@AfterAll
	static void close() {
		desk.close();
		switchedOff.close();
	}

	@ParameterizedTest
	@MethodSource
	void changeIsRefused(Refused<?> refused, Told told) {
		List<String> expected = failureWithoutUs(refused, told);
		List<String> failure = failureOfAListener(refused, told);
		assertThat(failure).isEqualTo(expected);
		assertThat(expected).isNotEmpty();
		assertThat(stored(desk, refused)).isEqualTo(stored(switchedOff, refused)).doesNotContain("touched");
	}

	static Stream<Arguments> changeIsRefused() {
		Stream<Refused<?>> refused = Stream.of(
				new Refused<>("another identifier", Parcel.class, (em) -> new Parcel(null),
						(parcel, em) -> parcel.setId(-1L)),
				new Refused<>("another identifier of a read-only entity", Parcel.class, (em) -> new Parcel(null),
						(parcel, em) -> {
							em.unwrap(Session.class).setReadOnly(parcel, true);
							parcel.setId(-1L);
						}),
				new Refused<>("another embedded identifier", Letter.class,
						(em) -> new Letter(new LetterId("Ann", (int) System.nanoTime())),
						(letter, em) -> letter.setId(new LetterId("Bob", 1))),
				new Refused<>("another natural identifier", Customs.class, (em) -> new Customs(),
						(customs, em) -> customs.setCode("B")),
				new Refused<>("reference to an unsaved entity with an identifier", Parcel.class,
						(em) -> new Parcel(null), (parcel, em) -> parcel.setDepot(new Depot("unsaved", "Unsaved"))),
				new Refused<>("reference to an unsaved entity without an identifier", Locker.class,
						(em) -> new Locker(null), (locker, em) -> locker.setTenant(new Tenant())),
				new Refused<>("removal of a referenced entity", Parcel.class, (em) -> {
					Depot depot = new Depot("depot " + System.nanoTime(), "Depot");
					em.persist(depot);
					return new Parcel(depot);
				}, (parcel, em) -> em.remove(parcel.getDepot())));
		return refused.flatMap((change) -> Stream.of(Told.values()).map((told) -> Arguments.of(change, told)));
	}

	private static <T extends Touchable> List<String> failureWithoutUs(Refused<T> refused, Told told) {
		return failure(switchedOff, refused, told, (entity) -> {
			switchedOff.entityManager().flush();
			refused.change().accept(entity, switchedOff.entityManager());
		});
	}

	private static <T extends Touchable> List<String> failureOfAListener(Refused<T> refused, Told told) {
		Script script = desk.bean(Script.class);
		return failure(desk, refused, told, (entity) -> {
			if (told.isCreated()) {
				script.onCreated(refused.type(), (created) -> refused.change().accept(created, desk.entityManager()));
			}
			else {
				script.onUpdated(refused.type(), (updated) -> refused.change().accept(updated, desk.entityManager()));
			}
		});
	}

	private static <T extends Touchable> List<String> failure(Desk desk, Refused<T> refused, Told told,
			Consumer<T> change) {
		desk.bean(Script.class).reset();
		desk.elsewhere("delete from " + refused.table());
		Object id = told.isCreated() ? "" : savedBefore(desk, refused);
		List<String> failure = new ArrayList<>();
		for (Throwable cause = catchThrowable(
				() -> desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
					EntityManager entityManager = desk.entityManager();
					T entity;
					if (told.isCreated()) {
						entity = refused.entity().apply(entityManager);
						entityManager.persist(entity);
					}
					else {
						entity = entityManager.find(refused.type(), id);
						entity.setText("touched");
					}
					change.accept(entity);
					if (told.isFlushed()) {
						entityManager.flush();
					}
				}));cause != null; cause = cause.getCause()) {
			failure.add(cause.getClass().getName());
		}
		return failure;
	}

	private static <T extends Touchable> Object savedBefore(Desk desk, Refused<T> refused) {
		T saved = desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).execute((status) -> {
			T entity = refused.entity().apply(desk.entityManager());
			desk.entityManager().persist(entity);
			return entity;
		});
		return desk.entityManagerFactory().getPersistenceUnitUtil().getIdentifier(saved);
	}

	private static List<String> stored(Desk desk, Refused<?> refused) {
		return desk.bean(JdbcClient.class).sql("select text from " + refused.table()).query(String.class).list();
	}

	/**
	 * What a flush refuses.
	 */
	record Refused<T extends Touchable>(String name, Class<T> type, Function<EntityManager, T> entity,
			BiConsumer<T, EntityManager> change) {

		String table() {
			return this.type.getSimpleName();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
