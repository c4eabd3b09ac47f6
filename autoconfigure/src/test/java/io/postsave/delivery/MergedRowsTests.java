package io.postsave.delivery;

import java.util.List;

import io.postsave.AttributeChange;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergedRows}.
 */
class MergedRowsTests {

	private final MergedRows rows = new MergedRows();

	private final Book book = new Book(1);

	private final FakeRow created = FakeRow.created(this.book).changing("title", null, "a");

	private final FakeRow updated = FakeRow.updated(this.book).changing("title", "a", "b");

	@Test
	void onlyRowIsHandedOutAsItIs() {
		this.rows.add(this.updated);
		assertThat(this.rows.rows()).singleElement().isSameAs(this.updated);
		assertThat(this.rows.contains(FakeRow.updated(this.book))).isTrue();
		assertThat(this.rows.contains(FakeRow.updated(new Book(2)))).isFalse();
	}

	@Test
	void createdWinsOverUpdated() {
		this.rows.add(this.created);
		this.rows.add(this.updated);
		assertThat(this.rows.rows()).singleElement().satisfies((row) -> {
			assertThat(row.isCreated()).isTrue();
			assertThat(row.toMap()).containsEntry("title", new AttributeChange(null, "b"));
		});
	}

	@Test
	void updatesBecomeOneFromTheFirstOldToTheLastNewValue() {
		this.rows.add(this.updated);
		this.rows.add(FakeRow.updated(this.book).changing("title", "b", "c").changing("price", 1, 2));
		assertThat(this.rows.rows()).singleElement().satisfies((row) -> {
			assertThat(row.isCreated()).isFalse();
			assertThat(row.toMap()).containsEntry("title", new AttributeChange("a", "c"))
				.containsEntry("price", new AttributeChange(1, 2));
		});
	}

	@Test
	void lastInstanceIsTold() {
		Book merged = new Book(1);
		this.rows.add(this.created);
		this.rows.add(FakeRow.updated(merged));
		assertThat(this.rows.rows()).extracting(WrittenRow::entity).singleElement().isSameAs(merged);
	}

	@Test
	void rowThatIsCreatedOnceMoreBeginsAnew() {
		FakeRow again = FakeRow.created(new Book(1)).changing("title", null, "z");
		this.rows.add(this.updated);
		this.rows.add(again);
		assertThat(this.rows.rows()).singleElement().isSameAs(again);
	}

	@Test
	void rowThatWasRemovedAndIsCreatedOnceMoreIsTheLastInOrder() {
		FakeRow other = FakeRow.created(new Book(2));
		this.rows.add(this.created);
		this.rows.add(other);
		this.rows.removeIf(this.created::equals);
		this.rows.add(this.created);
		assertThat(this.rows.rows()).containsExactly(other, this.created);
	}

	@Test
	void rowsStayInTheOrderOfFirstWriting() {
		FakeRow second = FakeRow.created(new Book(2));
		FakeRow third = FakeRow.created(new Book(3));
		this.rows.add(this.created);
		this.rows.add(second);
		this.rows.add(third);
		this.rows.add(FakeRow.updated(new Book(2)));
		this.rows.add(this.updated);
		assertThat(this.rows.rows()).extracting(WrittenRow::id).containsExactly(1L, 2L, 3L);
	}

	@Test
	void rowsOfDifferentTypesAreNotMerged() {
		this.rows.add(this.created);
		this.rows.add(FakeRow.updated(new Author(1)));
		assertThat(this.rows.rows()).hasSize(2);
	}

	@Test
	void nothingIsLeftWhenTheRowsAreTaken() {
		this.rows.add(this.created);
		this.rows.add(FakeRow.created(new Book(2)));
		assertThat(this.rows.take()).hasSize(2);
		assertThat(this.rows.isEmpty()).isTrue();
		assertThat(this.rows.rows()).isEmpty();
		assertThat(this.rows.take()).isEmpty();
		assertThat(this.rows.contains(this.created)).isFalse();
	}

	@Test
	void takenRowsAreNotChangedByWhatIsAddedLater() {
		this.rows.add(this.created);
		this.rows.add(FakeRow.created(new Book(2)));
		var taken = this.rows.take();
		this.rows.add(FakeRow.created(new Book(3)));
		this.rows.add(FakeRow.created(new Book(4)));
		this.rows.removeIf((row) -> true);
		assertThat(taken).extracting(WrittenRow::id).containsExactly(1L, 2L);
	}

	@Test
	void onlyRowThatIsGoneIsDropped() {
		this.rows.add(this.created);
		this.rows.removeIf((row) -> false);
		assertThat(this.rows.isEmpty()).isFalse();
		this.rows.removeIf((row) -> true);
		assertThat(this.rows.isEmpty()).isTrue();
		this.rows.removeIf((row) -> true);
		assertThat(this.rows.rows()).isEmpty();
	}

	@Test
	void rowsThatAreGoneAreDropped() {
		this.rows.add(this.created);
		this.rows.add(FakeRow.created(new Book(2)));
		this.rows.add(FakeRow.created(new Book(3)));
		this.rows.removeIf((row) -> row.id().equals(2L));
		assertThat(this.rows.rows()).extracting(WrittenRow::id).containsExactly(1L, 3L);
		this.rows.removeIf((row) -> true);
		assertThat(this.rows.isEmpty()).isTrue();
	}

	/**
	 * Each letter is a write that creates, updates or deletes the row, and gives it the
	 * number of the write as its title.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			C,    CREATED, null -> 1
			U,    UPDATED, 0 -> 1
			D,    DELETED, 0 -> null
			CU,   CREATED, null -> 2
			CD,   -,       -
			UU,   UPDATED, 0 -> 2
			UD,   DELETED, 0 -> null
			DC,   CREATED, null -> 2
			CUU,  CREATED, null -> 3
			CUD,  -,       -
			CDC,  CREATED, null -> 3
			UUU,  UPDATED, 0 -> 3
			UUD,  DELETED, 0 -> null
			UDC,  CREATED, null -> 3
			DCU,  CREATED, null -> 3
			DCD,  DELETED, 0 -> null
			CDCD, -,       -
			CDCU, CREATED, null -> 4
			UDCD, DELETED, 0 -> null
			DCUD, DELETED, 0 -> null
			DCDC, CREATED, null -> 4
			DCDCD, DELETED, 0 -> null
			""")
	void sequenceOfWritesIsMerged(String writes, @Nullable WriteKind kind, @Nullable String change) {
		this.rows.add(FakeRow.updated(new Author(1)));
		addAll(writes);
		if (kind == null) {
			assertThat(this.rows.find(this.created)).isNull();
			assertThat(this.rows.rows()).hasSize(1);
		}
		else {
			assertThat(this.rows.find(this.created)).isNotNull().satisfies((row) -> {
				assertThat(row.kind()).isEqualTo(kind);
				assertThat(row.toMap().get("title")).extracting((title) -> title.oldValue() + " -> " + title.newValue())
					.isEqualTo(change);
			});
		}
	}

	/**
	 * What is not told of the end of a row leaves the deletion that was.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			C,   -
			CU,  -
			U,   -
			D,   DELETED
			DC,  DELETED
			UDC, DELETED
			DCU, DELETED
			CDC, -
			""")
	void deletionIsLeftWhereTheEndOfARowIsNotTold(String writes, @Nullable WriteKind kind) {
		addAll(writes);
		this.rows.removeIf((row) -> !row.isDeleted());
		assertThat(this.rows.rows()).extracting(WrittenRow::kind).isEqualTo((kind != null) ? List.of(kind) : List.of());
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			D,   -
			UD,  -
			DCD, -
			U,   UPDATED
			DC,  CREATED
			""")
	void deletionOfARowThatIsThereAgainIsForgotten(String writes, @Nullable WriteKind kind) {
		addAll(writes);
		this.rows.forgetDeletion(this.created);
		assertThat(this.rows.rows()).extracting(WrittenRow::kind).isEqualTo((kind != null) ? List.of(kind) : List.of());
	}

	private void addAll(String writes) {
		Integer title = writes.startsWith("C") ? null : 0;
		for (int i = 0; i < writes.length(); i++) {
			char write = writes.charAt(i);
			Integer next = (write != 'D') ? Integer.valueOf(i + 1) : null;
			FakeRow row = switch (write) {
				case 'C' -> FakeRow.created(new Book(1));
				case 'U' -> FakeRow.updated(new Book(1));
				default -> FakeRow.deleted(new Book(1));
			};
			this.rows.add(row.changing("title", title, next));
			title = next;
		}
	}

}
