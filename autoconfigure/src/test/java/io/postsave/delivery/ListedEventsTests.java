package io.postsave.delivery;

import java.util.List;
import java.util.Set;

import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;
import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.ListListenerMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListedEvents}.
 */
class ListedEventsTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final ListedEvents listed = new ListedEvents();

	private final ListListenerMethod writes = (ListListenerMethod) this.delivery.adapt("writes", new Writes());

	private final ListListenerMethod deletions = (ListListenerMethod) this.delivery.adapt("deletions", new Deletions());

	private final FakeSession session = new FakeSession(null);

	private final FakeRow created = FakeRow.created(new Book(1));

	private final FakeRow updated = FakeRow.updated(new Book(1));

	private final FakeRow deleted = FakeRow.deleted(new Book(1));

	@Test
	void eventsWaitForEachMethodInTheOrderOfTheWrites() {
		add(this.created, this.writes);
		add(this.updated, this.writes);
		add(this.deleted, this.writes, this.deletions);
		assertThat(this.listed.rows()).containsExactlyInAnyOrder(this.created, this.updated, this.deleted);
		assertThat(take(this.writes)).extracting(WriteKind::of)
			.containsExactly(WriteKind.CREATED, WriteKind.UPDATED, WriteKind.DELETED);
		assertThat(take(this.writes)).isEmpty();
		assertThat(this.listed.isEmpty()).isFalse();
		assertThat(take(this.deletions)).extracting(WriteKind::of).containsExactly(WriteKind.DELETED);
		assertThat(this.listed.isEmpty()).isTrue();
	}

	@Test
	void methodsThatWaitForNothingAreNone() {
		assertThat(this.listed.isEmpty()).isTrue();
		assertThat(this.listed.methods()).isEmpty();
		assertThat(this.listed.rows()).isEmpty();
		add(this.created, this.writes);
		assertThat(this.listed.methods()).containsExactly(this.writes);
	}

	@Test
	void rowsThatArePutOffGoOnWaiting() {
		FakeRow other = FakeRow.created(new Book(2));
		add(this.created, this.writes);
		add(other, this.writes);
		assertThat(this.listed.take(this.writes, (row) -> row == this.created).events())
			.extracting(PostWriteEvent::getId)
			.containsExactly(2L);
		assertThat(this.listed.rows()).containsExactly(this.created);
		assertThat(take(this.writes)).extracting(PostWriteEvent::getId).containsExactly(1L);
	}

	@Test
	void rowsThatAreGoneAreDropped() {
		add(this.updated, this.writes);
		add(FakeRow.updated(new Book(2)), this.writes);
		this.listed.drop(removed());
		assertThat(this.listed.rows()).extracting(WrittenRow::id).containsExactly(2L);
	}

	@Test
	void whoWasNotToldOfTheCreationIsNotToldOfTheDeletion() {
		add(this.created, this.writes);
		this.listed.drop(removed());
		assertThat(this.listed.isEmpty()).isTrue();
		add(this.deleted, this.writes, this.deletions);
		assertThat(this.listed.methods()).containsExactly(this.deletions);
		assertThat(take(this.deletions)).hasSize(1);
	}

	@Test
	void whoWasToldOfTheCreationIsToldOfTheDeletion() {
		add(this.created, this.writes);
		take(this.writes);
		this.listed.drop(removed());
		add(this.deleted, this.writes);
		assertThat(take(this.writes)).extracting(WriteKind::of).containsExactly(WriteKind.DELETED);
	}

	@Test
	void whoWasNotToldOfAnUpdateIsToldOfTheDeletion() {
		add(this.updated, this.writes);
		this.listed.drop(removed());
		add(this.deleted, this.writes);
		assertThat(take(this.writes)).extracting(WriteKind::of).containsExactly(WriteKind.DELETED);
	}

	@Test
	void creationThatWasNotToldHidesOneDeletionAlone() {
		add(this.created, this.writes);
		this.listed.drop(removed());
		add(this.deleted, this.writes);
		add(this.created, this.writes);
		assertThat(take(this.writes)).hasSize(1);
		add(this.deleted, this.writes);
		assertThat(take(this.writes)).extracting(WriteKind::of).containsExactly(WriteKind.DELETED);
	}

	private void add(FakeRow row, ListListenerMethod... methods) {
		this.listed.add(row, WriteEvents.eventFor(row), List.of(methods));
	}

	private List<PostWriteEvent<?>> take(ListListenerMethod method) {
		return this.listed.take(method, (row) -> false).events();
	}

	private RemovedRows removed() {
		return new RemovedRows(this.session, Set.of(this.created.key()));
	}

	static class Writes {

		@EventListener
		void on(List<PostWriteEvent<Book>> events) {
			assertThat(events).isNotEmpty();
		}

	}

	static class Deletions {

		@EventListener
		void on(List<PostDeleteEvent<Book>> events) {
			assertThat(events).isNotEmpty();
		}

	}

}
