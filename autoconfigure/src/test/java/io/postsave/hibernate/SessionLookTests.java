package io.postsave.hibernate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.library.unsteady.Unsteady;
import io.postsave.library.unsteady.Unsteady.Named;
import io.postsave.library.unsteady.Unsteady.Reading;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.hibernate.Interceptor;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionLook}, {@link SkippedFlush} and {@link OverlookingFlush}.
 */
class SessionLookTests {

	private static TestFactory factory;

	private static SteadyTypes types;

	private EventSource session;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Unsteady.Converted.class, Unsteady.Embedded.class, Unsteady.Growing.class,
				Unsteady.UserTyped.class, Unsteady.Counting.class, Unsteady.Copying.class, Unsteady.Elements.class,
				Unsteady.Natural.class, Unsteady.Plain.class, Unsteady.Bytes.class, Failing.class, Dynamic.class);
		types = new SteadyTypes(factory.get(), false);
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@BeforeEach
	void open() {
		begin(factory.open());
	}

	private void begin(EventSource session) {
		this.session = session;
		this.session.beginTransaction();
	}

	@AfterEach
	void close() {
		this.session.getTransaction().rollback();
		this.session.close();
	}

	private <T> T saved(T entity) {
		this.session.persist(entity);
		this.session.flush();
		return entity;
	}

	private SessionLook look() {
		return Objects.requireNonNull(SessionLook.at(this.session, types));
	}

	private boolean isSkipped(@Nullable SessionLook look) {
		return SkippedFlush.isAllowed(this.session, types, look);
	}

	/**
	 * Return how many rows are updated by a flush that overlooks what a look has found.
	 */
	private long updatesOfAFlush(@Nullable SessionLook look) {
		long before = factory.updates();
		if (look != null) {
			look.flushBegins();
		}
		this.session.flush();
		if (look != null) {
			look.flushEnds();
		}
		return factory.updates() - before;
	}

	@Test
	void nobodyIsLookedAtWhereAllTypesAreSteady() {
		try (TestFactory steady = TestFactory.of(Museum.Artist.class); EventSource session = steady.open()) {
			assertThat(SessionLook.at(session, new SteadyTypes(steady.get(), false))).isNull();
		}
	}

	@Test
	void flushIsSkippedWhereNothingIsFoundAndNothingWas() {
		Unsteady.Plain plain = saved(new Unsteady.Plain());
		assertThat(isSkipped(null)).isTrue();
		plain.setText("changed");
		assertThat(isSkipped(null)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("unsteady")
	void flushIsSkippedForWhatIsFoundAnyway(Supplier<Named> entity, Consumer<Named> change) {
		saved(entity.get());
		assertThat(isSkipped(look())).isTrue();
	}

	@ParameterizedTest
	@MethodSource("unsteady")
	void flushIsNotSkippedForAChange(Supplier<Named> entity, Consumer<Named> change) {
		Named saved = saved(entity.get());
		SessionLook look = look();
		change.accept(saved);
		assertThat(isSkipped(look)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("unsteady")
	void flushIsNotSkippedForAnotherAttribute(Supplier<Named> entity, Consumer<Named> change) {
		Named saved = saved(entity.get());
		SessionLook look = look();
		saved.setText("changed");
		assertThat(isSkipped(look)).isFalse();
		saved.setText("new");
		assertThat(isSkipped(look)).isTrue();
	}

	static Stream<Arguments> unsteady() {
		return Stream.of(arguments(Unsteady.Converted::new, (converted) -> converted.reading.celsius = 30),
				arguments(Unsteady.Embedded::new, (embedded) -> embedded.part.reading.celsius = 30),
				arguments(Unsteady.Growing::new, (growing) -> growing.notes.append("b")),
				arguments(Unsteady.UserTyped::new, (typed) -> typed.reading = new Reading(30)),
				arguments(Unsteady.Copying::new, (copying) -> copying.setTags(List.of("two"))),
				arguments(Unsteady.Elements::new, (elements) -> elements.readings.get(0).celsius = 30),
				arguments(Unsteady.Natural::new, (natural) -> natural.reading = new Reading(30)),
				arguments(Unsteady.Bytes::new, (bytes) -> bytes.bytes[0] = 9),
				arguments(Unsteady.Bytes::new, (bytes) -> bytes.words[0] = "two"));
	}

	private static <T extends Named> Arguments arguments(Supplier<T> entity, Consumer<T> change) {
		return Arguments.of(entity, change);
	}

	@Test
	void attributeThatIsReadAnotherWayEachTimeIsNobodysChange() {
		saved(new Unsteady.Counting());
		assertThat(isSkipped(look())).isTrue();
		assertThat(isSkipped(null)).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void flushIsNotSkippedForTextThatLooksLikeNoContent(String text) {
		Unsteady.Converted converted = saved(new Unsteady.Converted());
		SessionLook look = look();
		converted.setText(text);
		assertThat(isSkipped(look)).isFalse();
	}

	static Stream<String> flushIsNotSkippedForTextThatLooksLikeNoContent() {
		return Stream.of("null", "unstable", NoContent.NULL.name(), NoContent.UNSTABLE.name());
	}

	@Test
	void textThatLooksLikeNothingIsAChangeFromNothing() {
		this.session.getTransaction().rollback();
		this.session.close();
		begin(factory.open(new Interceptor() {
		}));
		Dynamic dynamic = saved(new Dynamic());
		SessionLook look = look();
		assertThat(isSkipped(look)).isTrue();
		dynamic.remark = "null";
		assertThat(isSkipped(look)).isFalse();
	}

	@Test
	void allAttributesAreKeptWhereOthersTakePartInFlushes() {
		this.session.getTransaction().rollback();
		this.session.close();
		begin(factory.open(new Interceptor() {
		}));
		Unsteady.Plain plain = saved(new Unsteady.Plain());
		SessionLook look = look();
		assertThat(look.isExtended()).isTrue();
		assertThat(isSkipped(look)).isTrue();
		plain.setText("changed");
		assertThat(isSkipped(look)).isFalse();
	}

	@Test
	void flushIsNotSkippedForAnEntityThatIsNew() {
		SessionLook look = look();
		this.session.persist(new Unsteady.Plain());
		assertThat(isSkipped(look)).isFalse();
		assertThat(isSkipped(null)).isFalse();
	}

	@Test
	void flushIsNotSkippedForARemoval() {
		Unsteady.Plain plain = saved(new Unsteady.Plain());
		SessionLook look = look();
		this.session.remove(plain);
		assertThat(isSkipped(look)).isFalse();
	}

	@Test
	void flushIsSkippedForWhatWaitedAtTheLookAlready() {
		Unsteady.Converted removed = saved(new Unsteady.Converted());
		this.session.persist(new Unsteady.Converted());
		this.session.remove(removed);
		SessionLook look = look();
		assertThat(look.actions()).isEqualTo(2);
		assertThat(isSkipped(look)).isTrue();
		assertThat(isSkipped(null)).isFalse();
	}

	@Test
	void flushIsNotSkippedForANewEntityBehindACascade() {
		Unsteady.Plain plain = saved(new Unsteady.Plain());
		SessionLook look = look();
		plain.others.add(new Unsteady.Plain());
		assertThat(isSkipped(look)).isFalse();
		assertThat(isSkipped(null)).isFalse();
	}

	@Test
	void failureOfALookMeansAsBefore() {
		Failing failing = saved(new Failing());
		SessionLook look = look();
		failing.fails = true;
		failing.setText("changed");
		assertThat(isSkipped(look)).isFalse();
		SessionLook failed = look();
		assertThat(isSkipped(failed)).isTrue();
		assertThat(isSkipped(null)).isTrue();
		failing.fails = false;
		assertThat(isSkipped(failed)).isTrue();
	}

	@Test
	void entityThatIsLoadedLaterIsNobodysChange() {
		Unsteady.Growing growing = saved(new Unsteady.Growing());
		this.session.clear();
		SessionLook look = look();
		Unsteady.Growing found = this.session.find(Unsteady.Growing.class, growing.getId());
		found.notes.append("by its callback");
		assertThat(isSkipped(look)).isFalse();
		look.loaded(found);
		assertThat(isSkipped(look)).isTrue();
		found.notes.append("by the listener");
		assertThat(isSkipped(look)).isFalse();
	}

	@Test
	void entityThatIsChangedBetweenPersistAndInsertIsAChange() {
		SessionLook look = look();
		Unsteady.Converted same = saved(new Unsteady.Converted());
		look.inserted(same);
		assertThat(isSkipped(look)).isTrue();
		Unsteady.Converted other = saved(new Unsteady.Converted());
		other.setText("changed");
		look.inserted(other);
		assertThat(isSkipped(look)).isFalse();
	}

	@Test
	void flushBehindALookUpdatesWhatIsFoundAnywayNoMore() {
		List.of(new Unsteady.Converted(), new Unsteady.Embedded(), new Unsteady.Growing(), new Unsteady.UserTyped(),
				new Unsteady.Counting(), new Unsteady.Natural())
			.forEach(this::saved);
		assertThat(updatesOfAFlush(look())).isZero();
		assertThat(updatesOfAFlush(null)).isEqualTo(6);
	}

	@Test
	void flushBehindALookUpdatesWhatWasChanged() {
		Unsteady.Converted changed = saved(new Unsteady.Converted());
		saved(new Unsteady.Converted());
		saved(new Unsteady.UserTyped());
		SessionLook look = look();
		changed.reading.celsius = 30;
		assertThat(updatesOfAFlush(look)).isEqualTo(1);
		this.session.refresh(changed);
		assertThat(changed.reading.celsius).isEqualTo(30);
	}

	@Test
	void whatAFlushHasOverlookedIsFoundWhenItHasEnded() {
		Unsteady.Converted converted = saved(new Unsteady.Converted());
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(converted);
		Object loaded = entry.getLoadedValue("reading");
		SessionLook look = look();
		look.flushBegins();
		assertThat(entry.getLoadedValue("reading")).isSameAs(converted.reading);
		look.flushEnds();
		assertThat(entry.getLoadedValue("reading")).isSameAs(loaded).isNotSameAs(converted.reading);
	}

	@Test
	void entityThatNeverEqualsItselfIsManagedWhenTheFlushHasEnded() {
		Unsteady.UserTyped typed = saved(new Unsteady.UserTyped());
		SessionLook look = look();
		look.flushBegins();
		assertThat(this.session.isReadOnly(typed)).isTrue();
		look.flushEnds();
		assertThat(this.session.isReadOnly(typed)).isFalse();
	}

	@Test
	void flushThatFailedBeforeItsEndHasEndedWhenTheNextOneBegins() {
		Unsteady.Converted converted = saved(new Unsteady.Converted());
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(converted);
		Object loaded = entry.getLoadedValue("reading");
		SessionLook look = look();
		look.flushBegins();
		look.flushBegins();
		look.flushEnds();
		assertThat(entry.getLoadedValue("reading")).isSameAs(loaded);
	}

	@Test
	void overlookedAttributeThatAnUpdateHasNotWrittenIsNoChangeOfItsRow() {
		Dynamic dynamic = saved(new Dynamic());
		dynamic.late[0] = 2;
		SessionLook look = look();
		dynamic.setText("changed");
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(dynamic);
		@Nullable Object[] oldState = entry.getLoadedState();
		look.flushBegins();
		this.session.flush();
		EntityType type = new EntityTypes(factory.get(), (entityClass) -> true).of(entry.getPersister());
		HibernateRow row = HibernateRow.updated(new PostUpdateEvent(dynamic, 1L, entry.getLoadedState(), oldState, null,
				type.persister(), this.session), type);
		look.flushEnds();
		assertThat(row.toMap()).isEqualTo(Map.of("text", new AttributeChange("new", "changed")));
		assertThat(isSkipped(null)).isFalse();
		this.session.flush();
		this.session.refresh(dynamic);
		assertThat(dynamic.late).containsExactly(2);
	}

	@Test
	void rowThatIsWrittenForWhatWasThereAtTheLookIsWrittenForNothingElse() {
		Unsteady.Converted converted = saved(new Unsteady.Converted());
		SessionLook look = look();
		int reading = factory.index(Unsteady.Converted.class, "reading");
		int text = factory.index(Unsteady.Converted.class, "text");
		Object[] state = factory.persister(Unsteady.Converted.class).getValues(converted);
		Object[] readAgain = state.clone();
		readAgain[reading] = new Reading(20);
		Object[] readDifferently = state.clone();
		readDifferently[reading] = new Reading(30);
		Object[] changed = readAgain.clone();
		changed[text] = "changed";
		assertThat(look.isWrittenForNothingElse(row(converted, state, readAgain))).isTrue();
		assertThat(look.isWrittenForNothingElse(row(converted, state, readDifferently))).isFalse();
		assertThat(look.isWrittenForNothingElse(row(converted, state, changed))).isFalse();
		assertThat(look.isWrittenForNothingElse(row(converted, state, state))).isFalse();
		assertThat(look.isWrittenForNothingElse(row(converted, null, readAgain))).isFalse();
	}

	@Test
	void rowOfAnEntityThatWasUnchangedWhenItsFlushBeganIsWrittenForNothingElse() {
		Unsteady.Converted converted = saved(new Unsteady.Converted());
		Object[] state = factory.persister(Unsteady.Converted.class).getValues(converted);
		SessionLook look = look();
		look.flushBegins();
		assertThat(look.isWrittenForNothingElse(row(converted, state, state))).isTrue();
		look.flushEnds();
		assertThat(look.isWrittenForNothingElse(row(converted, state, state))).isFalse();
	}

	private HibernateRow row(Unsteady.Converted entity, @Nullable Object @Nullable [] oldState,
			@Nullable Object[] newState) {
		EntityType type = new EntityTypes(factory.get(), (entityClass) -> true)
			.of(factory.persister(Unsteady.Converted.class));
		return HibernateRow
			.updated(new PostUpdateEvent(entity, 1L, newState, oldState, null, type.persister(), this.session), type);
	}

	@Entity(name = "Failing")
	static class Failing extends Named {

		@Id
		@Nullable Long id = 1L;

		@Transient
		boolean fails;

		@Access(AccessType.PROPERTY)
		public String getRemark() {
			if (this.fails) {
				throw new IllegalStateException("Not now");
			}
			return "remark";
		}

		public void setRemark(String remark) {
		}

	}

	@Entity(name = "Dynamic")
	@DynamicUpdate
	static class Dynamic extends Named {

		@Id
		@Nullable Long id = 1L;

		byte[] late = { 1 };

		@Nullable String remark;

	}

}
