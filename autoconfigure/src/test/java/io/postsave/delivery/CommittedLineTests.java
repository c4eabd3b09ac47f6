package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.postsave.delivery.CommittedLine.Batch;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommittedLine}.
 */
class CommittedLineTests {

	private final CommittedLine line = new CommittedLine();

	private final FakeRow first = FakeRow.created(new Book(1));

	private final FakeRow second = FakeRow.created(new Book(2));

	private final FakeRow third = FakeRow.created(new Book(3));

	private FinishedTransaction finished = FinishedTransaction.none();

	@AfterEach
	void resume() {
		this.finished.resume();
	}

	@Test
	void commitsAreToldInTheirOrder() {
		this.line.add(List.of(this.first, this.second));
		this.line.add(List.of(this.third));
		assertThat(next().rows()).containsExactly(this.first, this.second);
		assertThat(next().rows()).containsExactly(this.third);
		assertThat(this.line.next()).isNull();
		assertThat(this.line.isEmpty()).isTrue();
	}

	@Test
	void lineThatWasEmptiedCanBeJoined() {
		this.line.add(List.of(this.first));
		next();
		this.line.add(List.of(this.second));
		assertThat(this.line.isEmpty()).isFalse();
		assertThat(next().rows()).containsExactly(this.second);
		assertThat(this.line.next()).isNull();
	}

	@Test
	void commitsOfListenersAreOneDeeperThanWhatTheyAreToldOf() {
		this.line.add(List.of(this.first));
		this.line.add(List.of(this.second));
		assertThat(next().depth()).isEqualTo(1);
		this.line.add(List.of(this.third));
		this.line.add(List.of(this.third));
		assertThat(next().depth()).isEqualTo(1);
		assertThat(next().depth()).isEqualTo(2);
		this.line.add(List.of(this.third));
		assertThat(next().depth()).isEqualTo(2);
		assertThat(next().depth()).isEqualTo(3);
	}

	@Test
	void roundsBeginAtTheirOwnDepth() {
		this.line.add(List.of(this.first), 7);
		assertThat(next().depth()).isEqualTo(7);
	}

	@Test
	void rowsThatAreGoneAreSkippedWhileTheirCommitIsBeingTold() {
		this.line.add(List.of(this.first, this.second));
		this.line.add(List.of(this.second, this.third));
		Batch current = next();
		List<WrittenRow> told = new ArrayList<>();
		for (WrittenRow row : current.rows()) {
			if (!current.isGone(row)) {
				told.add(row);
				this.line.drop(removed(this.second));
			}
		}
		assertThat(told).containsExactly(this.first);
		Batch next = next();
		assertThat(next.isGone(this.second)).isTrue();
		assertThat(next.isGone(this.third)).isFalse();
	}

	@Test
	void rowsAreGoneByTheRemovalsOfSeveralTransactions() {
		this.line.add(List.of(this.first, this.second, this.third));
		this.line.drop(removed(this.first));
		this.line.drop(removed(this.third));
		Batch batch = next();
		assertThat(batch.rows()).filteredOn((row) -> !batch.isGone(row)).containsExactly(this.second);
	}

	@Test
	void rowsThatAreCommittedLaterAreNotGone() {
		this.line.add(List.of(this.first));
		this.line.drop(removed(this.first));
		this.line.add(List.of(this.first));
		assertThat(next().isGone(this.first)).isTrue();
		assertThat(next().isGone(this.first)).isFalse();
	}

	@Test
	void lineIsToldOutsideOfAFinishedTransactionWhoseConnectionsAreGivenBack() {
		FakeSession session = new FakeSession(null);
		this.line.releaseConnections();
		assertThat(this.line.isTold()).isFalse();
		this.finished = FinishedTransaction.suspend();
		this.finished.addSession(session);
		this.line.tellOutside(this.finished);
		assertThat(this.line.isTold()).isTrue();
		assertThat(this.line.thrown()).isNull();
		this.line.releaseConnections();
		assertThat(session.calls("releaseConnection")).hasSize(1);
	}

	@Test
	void lineIsToldAsIfCommittedWithNothingToGiveBack() {
		ThrownFailures failures = new ThrownFailures();
		this.line.tellAsIfCommitted(failures);
		assertThat(this.line.isTold()).isTrue();
		assertThat(this.line.thrown()).isSameAs(failures);
		this.line.releaseConnections();
	}

	private Batch next() {
		return Objects.requireNonNull(this.line.next());
	}

	private static RemovedRows removed(FakeRow row) {
		return new RemovedRows(new FakeSession(null), Set.of(row.key()));
	}

}
