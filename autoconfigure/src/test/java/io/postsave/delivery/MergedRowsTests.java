package io.postsave.delivery;

import io.postsave.AttributeChange;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

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

}
