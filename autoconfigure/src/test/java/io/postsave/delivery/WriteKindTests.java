package io.postsave.delivery;

import java.util.List;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class WriteKindTests {

	private final DeliveryFixture delivery = new DeliveryFixture();

	private final Audience.Kind nobody = new Audience.Kind(false, false, List.of(), List.of(), List.of());

	private final Audience.Kind inTransaction = new Audience.Kind(true, false, List.of(), List.of(), List.of());

	private final Audience.Kind afterCommit = new Audience.Kind(false, false, List.of(),
			List.of(this.delivery.anyMethod()), List.of());

	/**
	 * After the commit a row is told merged: a write that nobody hears by itself may be a
	 * part of one that is heard.
	 */
	@ParameterizedTest
	@CsvSource(textBlock = """
			CREATED, false, true,  false, false
			CREATED, true,  true,  true,  true
			UPDATED, false, false, true,  false
			UPDATED, true,  true,  true,  true
			DELETED, false, true,  false, true
			DELETED, true,  true,  true,  true
			""")
	void writeIsKeptIfItIsHeardOrMayBePartOfOneThatIs(WriteKind heard, boolean afterCommit, boolean created,
			boolean updated, boolean deleted) {
		Audience audience = audienceOf(heard, afterCommit ? this.afterCommit : this.inTransaction);
		assertThat(WriteKind.CREATED.isKept(audience)).isEqualTo(created);
		assertThat(WriteKind.UPDATED.isKept(audience)).isEqualTo(updated);
		assertThat(WriteKind.DELETED.isKept(audience)).isEqualTo(deleted);
		assertThat(heard.of(audience).isPresent()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void writeThatNobodyHearsIsNotKept(WriteKind kind) {
		assertThat(kind.isKept(new Audience(this.nobody, this.nobody, this.nobody))).isFalse();
	}

	@Test
	void eventTellsItsKind() {
		assertThat(WriteEvents.eventFor(FakeRow.created(new Book(1)))).isInstanceOf(PostSaveEvent.Created.class)
			.extracting(WriteKind::of)
			.isEqualTo(WriteKind.CREATED);
		assertThat(WriteEvents.eventFor(FakeRow.updated(new Book(1)))).isInstanceOf(PostSaveEvent.Updated.class)
			.extracting(WriteKind::of)
			.isEqualTo(WriteKind.UPDATED);
		assertThat(WriteEvents.eventFor(FakeRow.deleted(new Book(1)))).isInstanceOf(PostDeleteEvent.class)
			.extracting(WriteKind::of)
			.isEqualTo(WriteKind.DELETED);
	}

	private Audience audienceOf(WriteKind kind, Audience.Kind hearing) {
		return new Audience((kind == WriteKind.CREATED) ? hearing : this.nobody,
				(kind == WriteKind.UPDATED) ? hearing : this.nobody,
				(kind == WriteKind.DELETED) ? hearing : this.nobody);
	}

}
