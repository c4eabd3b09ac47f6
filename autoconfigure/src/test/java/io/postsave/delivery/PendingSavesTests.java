package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingSaves}.
 */
class PendingSavesTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private static final Audience.Kind NOBODY = new Audience.Kind(false, false, List.of(), List.of(), List.of());

	private final Audience.Kind nobody = NOBODY;

	private final Audience.Kind inTransaction = new Audience.Kind(true, false, List.of(), List.of(), List.of());

	private final Audience.Kind afterCommit = new Audience.Kind(false, false, List.of(),
			List.of(this.delivery.anyMethod()), List.of());

	private final Audience.Kind both = new Audience.Kind(true, false, List.of(), this.afterCommit.afterCommit(),
			List.of());

	private final FakeSession session = new FakeSession(null);

	private final FakeOwner owner = new FakeOwner();

	private final MergedRows merged = new MergedRows();

	private final PendingSaves saves = this.owner.open(this.session, PendingSaves.Ending.WITH_SPRINGS, this.merged);

	private final Book book = new Book(1);

	private final FakeRow created = FakeRow.created(this.book);

	private final FakeRow updated = FakeRow.updated(this.book);

	/**
	 * All that decides about a row: its kind, who hears of it in which delivery, whether
	 * a flush writes it, and whether the same flush is going to remove it again.
	 */
	static Stream<Arguments> rows() {
		List<Arguments> rows = new ArrayList<>();
		for (boolean created : List.of(true, false)) {
			for (boolean before : List.of(true, false)) {
				for (boolean after : List.of(true, false)) {
					for (boolean flushing : List.of(true, false)) {
						for (boolean removed : List.of(true, false)) {
							rows.add(Arguments.of(created, before, after, flushing, removed));
						}
					}
				}
			}
		}
		return rows.stream();
	}

	@ParameterizedTest(name = "created {0}, in the transaction {1}, after the commit {2}, by a flush {3}, removed {4}")
	@MethodSource("rows")
	void rowIsKeptForWhomItIsToldUnlessItsFlushRemovesIt(boolean created, boolean before, boolean after,
			boolean flushing, boolean removed) {
		FakeRow row = created ? this.created : this.updated;
		boolean kept = !(flushing && removed);
		if (removed) {
			this.session.remove(this.book);
		}
		add(removed ? row.whileBeingRemoved(this.session) : row,
				created ? audience(kind(before, after), this.nobody) : audience(this.nobody, kind(before, after)),
				flushing);
		assertThat(this.saves.isAnythingWaiting()).isEqualTo(kept && (before || after));
		assertThat(!this.saves.waiting().isEmpty()).isEqualTo(kept && before && !flushing);
		assertThat(!this.merged.isEmpty()).isEqualTo(kept && after && !flushing);
		flushEnds();
		assertThat(!this.saves.waiting().isEmpty()).isEqualTo(kept && before && !removed);
		assertThat(!this.merged.isEmpty()).isEqualTo(kept && after && !removed);
	}

	@ParameterizedTest(name = "{0}, heard of it {1}, heard of the other kind {2}")
	@CsvSource({ "created, nobody, afterCommit, true", "created, inTransaction, afterCommit, true",
			"created, afterCommit, nobody, true", "created, nobody, inTransaction, false",
			"updated, nobody, afterCommit, false", "updated, inTransaction, afterCommit, false",
			"updated, afterCommit, nobody, true", "updated, nobody, inTransaction, false" })
	void rowThatNobodyHearsAfterTheCommitIsKeptIfItMayDecideWhatAnotherIs(String kind, String heard, String other,
			boolean kept) {
		boolean isCreated = kind.equals("created");
		Audience.Kind own = kind(heard);
		Audience.Kind others = kind(other);
		for (boolean flushing : List.of(true, false)) {
			add(isCreated ? this.created : this.updated, isCreated ? audience(own, others) : audience(others, own),
					flushing);
			flushEnds();
			assertThat(!this.merged.take().isEmpty()).as("written by a flush: " + flushing).isEqualTo(kept);
		}
	}

	@Test
	void updateThatNobodyHearsIsPartOfARowThatWasKept() {
		Audience creations = audience(this.afterCommit, this.nobody);
		add(this.created, creations, false);
		add(this.updated.changing("title", "a", "b"), creations, false);
		add(FakeRow.updated(new Book(2)), creations, false);
		assertThat(this.merged.rows()).singleElement().satisfies((row) -> {
			assertThat(row.isCreated()).isTrue();
			assertThat(row.contains("title")).isTrue();
		});
	}

	@Test
	void updateThatNobodyHearsIsPartOfARowOfTheSameFlush() {
		Audience creations = audience(this.afterCommit, this.nobody);
		add(this.created, creations, true);
		add(this.updated.changing("title", "a", "b"), creations, true);
		flushEnds();
		assertThat(this.merged.rows()).singleElement().satisfies((row) -> assertThat(row.contains("title")).isTrue());
	}

	@Test
	void rowsOfAFlushThatHasNotEndedWaitInNeitherDelivery() {
		add(this.created, audience(this.both, this.both), true);
		assertThat(this.saves.waiting().isEmpty()).isTrue();
		assertThat(this.merged.isEmpty()).isTrue();
		assertThat(this.saves.isAnythingWaiting()).isTrue();
	}

	@Test
	void failedFlushIsForgottenInBothDeliveriesWhenTheNextOneBegins() {
		add(this.created, audience(this.both, this.both), true);
		this.saves.flushBegins();
		assertThat(this.owner.calls()).containsExactly("flushFailed");
		flushEnds();
		assertThatNothingIsKept();
	}

	@Test
	void failedFlushIsForgottenInBothDeliveriesWithARowThatNoFlushWrites() {
		add(this.created, audience(this.both, this.both), true);
		FakeRow next = FakeRow.created(new Book(2));
		add(next, audience(this.both, this.both), false);
		flushEnds();
		assertThat(beginRound()).containsExactly(next);
		assertThat(this.merged.rows()).containsExactly(next);
	}

	@Test
	void failedFlushIsForgottenWhenARoundEnds() {
		Round round = this.saves.beginRound();
		add(this.created, audience(this.both, this.both), true);
		this.saves.endRound(round);
		flushEnds();
		assertThatNothingIsKept();
	}

	@Test
	void discardedRowsAreThoseOfAFailedFlushToo() {
		add(this.updated, audience(this.inTransaction, this.inTransaction), false);
		add(this.created, audience(this.both, this.both), true);
		this.saves.discardWaiting();
		flushEnds();
		assertThatNothingIsKept();
	}

	@Test
	void flushThatFollowsNoFailedOneForgetsNothing() {
		add(this.created, audience(this.both, this.both), false);
		this.saves.flushBegins();
		flushEnds();
		assertThat(this.owner.calls()).isEmpty();
		assertThat(beginRound()).containsExactly(this.created);
		assertThat(this.merged.rows()).containsExactly(this.created);
	}

	@Test
	void rowThatIsWrittenBeforeItsScheduledRemovalIsDroppedWhenTheFlushHasRemovedIt() {
		this.session.remove(this.book);
		add(this.created.whileBeingRemoved(this.session), audience(this.both, this.both), false);
		assertThat(this.saves.waiting().isEmpty()).isFalse();
		this.saves.flushBegins();
		flushEnds();
		assertThatNothingIsKept();
	}

	@Test
	void rowThatIsWrittenBeforeARemovalThatIsWithdrawnIsTold() {
		this.session.manage(this.book);
		add(this.created.whileBeingRemoved(this.session), audience(this.both, this.both), false);
		this.saves.flushBegins();
		flushEnds();
		assertThat(beginRound()).hasSize(1);
		assertThat(this.merged.rows()).hasSize(1);
	}

	@Test
	void removalIsOfNoInterestIfNothingWaits() {
		remove(this.book);
		add(this.created, audience(this.both, this.both), true);
		flushEnds();
		assertThat(this.owner.droppedBeside()).isNull();
		assertThat(beginRound()).containsExactly(this.created);
	}

	@Test
	void removalIsOfInterestIfSomethingWaitsBeside() {
		this.owner.withAnythingWaitingBeside();
		remove(this.book);
		flushEnds();
		assertThat(this.owner.droppedBeside()).isNotNull().accepts(this.created);
		assertThat(this.saves.removedRows()).isNull();
		assertThat(this.saves.isAwaitingCommit()).isFalse();
	}

	@Test
	void removalIsRememberedUntilTheCommitIfSomethingCommittedWaits() {
		this.owner.withAnythingWaitingBeside().withAnythingCommittedWaiting();
		remove(this.book);
		flushEnds();
		assertThat(this.saves.removedRows()).isNotNull();
		assertThat(this.saves.isAwaitingCommit()).isTrue();
	}

	@Test
	void flushThatAListenerHasCausedIsFollowedByALook() {
		this.saves.beginRound();
		flushEnds();
		assertThat(this.session.calls("look", "forgetLook")).containsExactly("look");
	}

	@Test
	void flushThatNoListenerHasCausedForgetsAnEarlierLook() {
		flushEnds();
		assertThat(this.session.calls("look", "forgetLook")).containsExactly("forgetLook");
	}

	@Test
	void roundAsIfCommittedPutsOffWhatIsToBeRemovedBeforeWhatCameLater() {
		this.session.manage(this.book);
		add(this.created, audience(this.afterCommit, this.afterCommit), false);
		remove(this.book);
		Round round = this.saves.beginRoundAsIfCommitted();
		assertThat(this.merged.isEmpty()).isTrue();
		assertThat(this.saves.isAnythingWaiting()).isTrue();
		assertThat(round.next(true)).isNull();
		FakeRow later = FakeRow.created(new Book(2));
		add(later, audience(this.afterCommit, this.afterCommit), false);
		this.saves.endRoundAsIfCommitted(round);
		assertThat(this.merged.rows()).containsExactly(this.created, later);
	}

	@Test
	void roundAsIfCommittedLosesWhatAFlushRemoves() {
		add(this.created, audience(this.afterCommit, this.afterCommit), false);
		Round round = this.saves.beginRoundAsIfCommitted();
		remove(this.book);
		flushEnds();
		assertThat(round.next(true)).isNull();
		this.saves.endRoundAsIfCommitted(round);
		assertThatNothingIsKept();
	}

	@Test
	void endOfTheTransactionIsTheOwnersBusiness() {
		this.saves.commitFollows();
		this.saves.ended(true);
		this.saves.ended(false);
		assertThat(this.owner.calls()).containsExactly("commitFollows", "committed", "rolled back");
	}

	@Test
	void endingSaysWhatEndsASession() {
		var connection = FakeSession.newConnection();
		PendingSaves withConnection = open(PendingSaves.Ending.withConnection(connection, false));
		assertThat(withConnection.isTransactional()).isTrue();
		assertThat(withConnection.connection()).isSameAs(connection);
		assertThat(open(PendingSaves.Ending.of(true, true)).isManagedBySpring()).isTrue();
		assertThat(open(PendingSaves.Ending.of(true, false)).isManagedBySpring()).isFalse();
		assertThat(open(PendingSaves.Ending.of(false, true)).isTransactional()).isFalse();
		assertThat(open(PendingSaves.Ending.of(false, false)).isTransactional()).isFalse();
		this.session.withConnection(connection);
		assertThat(this.saves.connection()).isSameAs(connection);
	}

	private PendingSaves open(PendingSaves.Ending ending) {
		return this.owner.open(new FakeSession(null), ending, new MergedRows());
	}

	private void add(FakeRow row, Audience audience, boolean flushing) {
		this.session.flushing(flushing);
		this.saves.add(row, row.removal(), audience);
		this.session.flushing(false);
	}

	private void remove(Book removed) {
		this.session.remove(removed);
		Removal removal = this.session.removalOf(removed);
		if (this.saves.entityRemoved() && removal != null) {
			this.saves.removals().schedule(removal, null);
		}
	}

	private void flushEnds() {
		this.session.executeRemovals();
		this.saves.flushEnded(false);
	}

	private List<WrittenRow> beginRound() {
		return this.saves.beginRound().rows();
	}

	private void assertThatNothingIsKept() {
		assertThat(this.saves.waiting().isEmpty()).isTrue();
		assertThat(this.merged.isEmpty()).isTrue();
	}

	private Audience.Kind kind(boolean before, boolean after) {
		return before ? (after ? this.both : this.inTransaction) : (after ? this.afterCommit : this.nobody);
	}

	private Audience.Kind kind(String name) {
		return switch (name) {
			case "inTransaction" -> this.inTransaction;
			case "afterCommit" -> this.afterCommit;
			default -> this.nobody;
		};
	}

	private static Audience audience(Audience.Kind created, Audience.Kind updated) {
		return new Audience(created, updated, NOBODY);
	}

}
