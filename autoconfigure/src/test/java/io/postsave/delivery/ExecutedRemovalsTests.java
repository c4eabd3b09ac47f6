package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecutedRemovals}.
 */
class ExecutedRemovalsTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final FakeSession session = new FakeSession(null);

	private final Book book = new Book(1);

	private final WaitingRows waiting = new WaitingRows();

	private final MergedRows merged = new MergedRows();

	private final Set<Object> passing = new HashSet<>();

	private final List<Removals.Scheduled> executed = new ArrayList<>();

	@Test
	void deletionIsToldToThoseWhoHearIt() {
		execute(DeliveryFixture.audience(true, List.of()));
		add();
		assertThat(waiting()).extracting(WrittenRow::kind).containsExactly(WriteKind.DELETED);
		assertThat(this.merged.isEmpty()).isTrue();
	}

	@Test
	void rowIsOneForBothDeliveries() {
		execute(DeliveryFixture.audience(true, List.of(this.delivery.anyMethod())));
		add();
		assertThat(waiting()).singleElement()
			.isSameAs(this.merged.rows().iterator().next())
			.satisfies((row) -> assertThat(row.isDeleted()).isTrue());
	}

	@Test
	void deletionThatNobodyHearsDropsWhatWaits() {
		execute(null);
		this.merged.add(FakeRow.updated(this.book));
		ExecutedRemovals removals = add();
		assertThat(waiting()).isEmpty();
		assertThat(this.merged.isEmpty()).isTrue();
		assertThat(removals.rows()).accepts(FakeRow.updated(this.book)).rejects(FakeRow.updated(new Book(2)));
	}

	@Test
	void deletionThatIsHeardInTheTransactionAloneDropsWhatIsToldAfterIt() {
		execute(DeliveryFixture.audience(true, List.of()));
		this.merged.add(FakeRow.updated(this.book));
		this.merged.add(FakeRow.updated(new Book(2)));
		add();
		assertThat(waiting()).hasSize(1);
		assertThat(this.merged.rows()).extracting(WrittenRow::id).containsExactly(2L);
	}

	@Test
	void rowThatTheFlushCreatedItselfIsNotTold() {
		execute(DeliveryFixture.audience(true, List.of(this.delivery.anyMethod())));
		this.passing.add(FakeRow.keyOf(this.book));
		ExecutedRemovals removals = add();
		assertThat(waiting()).isEmpty();
		assertThat(this.merged.isEmpty()).isTrue();
		assertThat(removals.rows()).accepts(FakeRow.updated(this.book));
	}

	@Test
	void rowWhoseCreationWasNotToldInTheTransactionIsNotToldThere() {
		execute(DeliveryFixture.audience(true, List.of()));
		this.waiting.add(FakeRow.created(this.book));
		add();
		assertThat(waiting()).isEmpty();
	}

	@Test
	void rowWhoseUpdateWaitsIsTold() {
		execute(DeliveryFixture.audience(true, List.of()));
		this.waiting.add(FakeRow.updated(this.book));
		add();
		assertThat(waiting()).extracting(WrittenRow::kind).containsExactly(WriteKind.DELETED);
	}

	@Test
	void deletionsAreToldInTheOrderOfTheRemovals() {
		execute(DeliveryFixture.audience(true, List.of()));
		executed(new Book(3), DeliveryFixture.audience(true, List.of()));
		executed(new Book(2), DeliveryFixture.audience(true, List.of()));
		add();
		assertThat(waiting()).extracting(WrittenRow::id).containsExactly(1L, 3L, 2L);
	}

	private void execute(@Nullable Audience audience) {
		executed(this.book, audience);
	}

	private void executed(Book removed, @Nullable Audience audience) {
		this.session.remove(removed);
		this.executed.add(new Removals.Scheduled(Objects.requireNonNull(this.session.removalOf(removed)), audience));
		this.session.executeRemovals();
	}

	private ExecutedRemovals add() {
		ExecutedRemovals removals = new ExecutedRemovals(this.session, this.executed, this.passing::contains);
		this.waiting.drop(removals.rows(), removals.untold());
		removals.addTo(this.waiting);
		removals.addTo(this.merged);
		return removals;
	}

	private List<WrittenRow> waiting() {
		return this.waiting.beginRound((row) -> false).rows();
	}

}
