package io.postsave.hibernate;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.postsave.AttributeChange;
import io.postsave.delivery.WrittenRow;
import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Visit;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HibernateRow} and {@link RowChanges}.
 */
class HibernateRowTests {

	private static final Object UNFETCHED = EntityType.UNKNOWN;

	private static TestFactory factory;

	private static EventSource session;

	private static EntityType type;

	private final Exhibit exhibit = new Exhibit(1, "a");

	@BeforeAll
	static void open() {
		factory = TestFactory.of(Exhibit.class, Artist.class, Visit.class);
		session = factory.open();
		type = new EntityTypes(factory.get(), (type) -> true).of(factory.persister(Exhibit.class));
	}

	@AfterAll
	static void close() {
		session.close();
		factory.close();
	}

	private HibernateRow inserted(@Nullable Object... namesAndValues) {
		return HibernateRow
			.inserted(new PostInsertEvent(this.exhibit, 1L, state(namesAndValues), type.persister(), session), type);
	}

	private HibernateRow updated(@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		return updated(this.exhibit, oldState, newState);
	}

	private static HibernateRow updated(Exhibit exhibit, @Nullable Object @Nullable [] oldState,
			@Nullable Object[] newState) {
		return HibernateRow
			.updated(new PostUpdateEvent(exhibit, 1L, newState, oldState, null, type.persister(), session), type);
	}

	private static @Nullable Object[] state(@Nullable Object... namesAndValues) {
		@Nullable Object[] state = new Object[type.names().length];
		for (int i = 0; i < namesAndValues.length; i += 2) {
			state[factory.index(Exhibit.class, (String) namesAndValues[i])] = namesAndValues[i + 1];
		}
		return state;
	}

	private static AttributeChange change(@Nullable Object oldValue, @Nullable Object newValue) {
		return new AttributeChange(oldValue, newValue);
	}

	@Test
	void insertHasChangedWhatIsNotNull() {
		HibernateRow row = inserted("title", "a", "inventory", "i", "label", "A", "version", 0, "tags", List.of("t"));
		assertThat(row.isCreated()).isTrue();
		assertThat(row.isKnown()).isTrue();
		assertThat(row.toMap())
			.isEqualTo(Map.of("title", change(null, "a"), "inventory", change(null, "i"), "label", change(null, "A")));
	}

	@Test
	void updateHasChangedWhatDiffersAndUpdatesWrite() {
		HibernateRow row = updated(state("title", "a", "inventory", "i", "label", "A", "version", 0),
				state("title", "b", "inventory", "j", "label", "B", "version", 1));
		assertThat(row.isCreated()).isFalse();
		assertThat(row.toMap()).isEqualTo(Map.of("title", change("a", "b"), "label", change("A", "B")));
		assertThat(row.contains("title")).isTrue();
		assertThat(row.contains("inventory")).isFalse();
		assertThat(row.contains("remark")).isFalse();
	}

	@Test
	void eachAttributeIsContainedIfItIsAmongTheChanges() {
		HibernateRow update = updated(
				state("title", "a", "inventory", "i", "price", BigDecimal.ONE, "label", UNFETCHED),
				state("title", "b", "inventory", "j", "price", new BigDecimal("1.0"), "label", UNFETCHED));
		WrittenRow takenBack = update
			.mergedWith(updated(state("title", "b", "image", null), state("title", "a", "image", new byte[] { 1 })));
		WrittenRow created = inserted("title", "a", "inventory", "i").mergedWith(update);
		for (WrittenRow row : List.of(update, takenBack, created)) {
			for (String name : List.of("title", "inventory", "price", "label", "image", "place", "artist", "tags")) {
				assertThat(row.contains(name)).as(name).isEqualTo(row.toMap().containsKey(name));
			}
		}
		assertThat(takenBack.toMap()).containsOnlyKeys("image");
	}

	@Test
	void collectionIsContainedWhereChangesAreUnknownAlone() {
		assertThat(updated(null, state()).contains("tags")).isTrue();
		assertThat(updated(state(), state()).contains("tags")).isFalse();
		assertThat(inserted("tags", List.of("t")).contains("tags")).isFalse();
	}

	@Test
	void questionForOneAttributeAllocatesNothing() {
		HibernateRow row = updated(state("title", "a", "image", new byte[] { 1 }, "price", BigDecimal.ONE),
				state("title", "b", "image", new byte[] { 1 }, "price", new BigDecimal("1.0")));
		ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		row.contains("price");
		long before = thread.getCurrentThreadAllocatedBytes();
		int contained = 0;
		for (int i = 0; i < 1000; i++) {
			contained += row.contains("title") ? 1 : 0;
			contained += row.contains("inventory") ? 1 : 0;
			contained += row.contains("image") ? 1 : 0;
			contained += row.contains("price") ? 1 : 0;
			contained += row.contains("tags") ? 1 : 0;
			contained += row.contains("label") ? 1 : 0;
		}
		assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
		assertThat(contained).isEqualTo(1000);
	}

	@Test
	void changesComeInTheOrderOfTheStateAndCannotBeModified() {
		HibernateRow row = updated(state(), state("title", "b", "image", new byte[] { 1 }, "label", "B"));
		assertThat(row.toMap().keySet()).containsExactly("image", "label", "title");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> row.toMap().clear());
		assertThat(row.toMap()).isSameAs(row.toMap());
	}

	@Test
	void updateWhoseOldStateNobodyKnowsMayHaveChangedEveryAttribute() {
		HibernateRow row = updated(null, state("title", "b"));
		assertThat(row.isKnown()).isFalse();
		assertThat(row.toMap()).isEmpty();
		assertThat(row.contains("title")).isTrue();
		assertThat(row.contains("remark")).isFalse();
	}

	@Test
	void lazyAttributeThatWasWrittenUnreadHasNoOldValue() {
		HibernateRow row = updated(state("title", UNFETCHED, "label", UNFETCHED),
				state("title", "b", "label", UNFETCHED));
		assertThat(row.toMap()).isEqualTo(Map.of("title", change(null, "b")));
	}

	@Test
	void rowsOfOneEntityHaveTheSameKey() {
		assertThat(inserted().key()).isEqualTo(updated(state(), state()).key());
		assertThat(inserted().id()).isEqualTo(1L);
		assertThat(inserted().type()).isEqualTo(type.savedType());
	}

	@Test
	void rowOfAnEntityThatIsBeingRemovedSaysSo() {
		factory.inTransaction((source) -> {
			source.persist(this.exhibit);
			source.remove(this.exhibit);
			HibernateRow row = HibernateRow
				.inserted(new PostInsertEvent(this.exhibit, 1L, state(), type.persister(), source), type);
			assertThat(row.isBeingRemoved()).isTrue();
		});
		assertThat(inserted().isBeingRemoved()).isFalse();
	}

	@Test
	void mergedUpdatesGoFromTheFirstOldToTheLastNewValueOfEachAttribute() {
		WrittenRow merged = updated(state("title", "a", "label", "A"), state("title", "b", "label", "A"))
			.mergedWith(updated(state("title", "b", "label", "A"), state("title", "c", "label", "B")));
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change("a", "c"), "label", change("A", "B")));
	}

	@Test
	void mergedRowIsTheFirstWithTheLastInstance() {
		Exhibit last = new Exhibit(1, "b");
		WrittenRow merged = inserted("title", "a").mergedWith(updated(last, state("title", "a"), state("title", "b")));
		assertThat(merged.isCreated()).isTrue();
		assertThat(merged.entity()).isSameAs(last);
		assertThat(merged.id()).isEqualTo(1L);
		assertThat(merged.isBeingRemoved()).isFalse();
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change(null, "b")));
	}

	@Test
	void createdAttributeThatIsClearedLaterIsNoChange() {
		WrittenRow merged = inserted("title", "a", "label", "A")
			.mergedWith(updated(state("title", "a", "label", "A"), state("title", null, "label", "A")));
		assertThat(merged.toMap()).isEqualTo(Map.of("label", change(null, "A")));
	}

	@Test
	void changeThatIsTakenBackIsNone() {
		WrittenRow merged = updated(state("title", "a"), state("title", "b"))
			.mergedWith(updated(state("title", "b"), state("title", "a")));
		assertThat(merged.isKnown()).isTrue();
		assertThat(merged.toMap()).isEmpty();
	}

	@Test
	void changeThatIsTakenBackAndMadeAgainIsOne() {
		WrittenRow merged = updated(state("title", "a"), state("title", "b"))
			.mergedWith(updated(state("title", "b"), state("title", "a")))
			.mergedWith(updated(state("title", "a"), state("title", "c")));
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change("a", "c")));
	}

	@Test
	void attributeThatEndsWhereItBeganKeepsItsFirstOldValueForLaterOnes() {
		WrittenRow merged = updated(state("title", "a"), state("title", "b"))
			.mergedWith(updated(state("title", "b"), state("title", "a")))
			.mergedWith(updated(state("title", "x"), state("title", "c")));
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change("a", "c")));
	}

	@Test
	void writeThatIsMissingInBetweenIsNoPartOfTheChange() {
		WrittenRow merged = updated(state("title", "a", "label", "A"), state("title", "b", "label", "A"))
			.mergedWith(updated(state("title", "x", "label", "X"), state("title", "x", "label", "Y")));
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change("a", "b"), "label", change("X", "Y")));
	}

	@Test
	void unknownChangesMakeTheMergedOnesUnknown() {
		WrittenRow unknown = updated(null, state("title", "b"));
		WrittenRow known = updated(state("title", "b"), state("title", "c"));
		assertThat(unknown.mergedWith(known).isKnown()).isFalse();
		assertThat(inserted("title", "a").mergedWith(unknown).toMap()).isEqualTo(Map.of("title", change(null, "b")));
	}

	@Test
	void lazyAttributeThatALaterWriteHasNotReadKeepsItsChange() {
		WrittenRow merged = updated(state("title", "a"), state("title", "b"))
			.mergedWith(updated(state("title", UNFETCHED), state("title", UNFETCHED, "label", "B")));
		assertThat(merged.toMap()).isEqualTo(Map.of("title", change("a", "b"), "label", change(null, "B")));
	}

	@Test
	void statesOfMergedRowsStayAsTheyWere() {
		@Nullable Object[] firstOld = state("title", "a");
		@Nullable Object[] firstNew = state("title", "b");
		@Nullable Object[] lastOld = state("title", "b", "label", "A");
		@Nullable Object[] lastNew = state("title", "b", "label", "B");
		updated(firstOld, firstNew).mergedWith(updated(lastOld, lastNew)).toMap();
		assertThat(firstOld).isEqualTo(state("title", "a"));
		assertThat(firstNew).isEqualTo(state("title", "b"));
		assertThat(lastOld).isEqualTo(state("title", "b", "label", "A"));
		assertThat(lastNew).isEqualTo(state("title", "b", "label", "B"));
	}

}
