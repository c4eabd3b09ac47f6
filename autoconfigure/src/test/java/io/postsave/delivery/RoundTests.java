package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Round}.
 */
class RoundTests {

	private final FakeRow first = FakeRow.created(new Book(1));

	private final FakeRow second = FakeRow.created(new Book(2));

	private final FakeRow third = FakeRow.created(new Book(3));

	private final Set<WrittenRow> toBeRemoved = new HashSet<>();

	private final Round round = new Round(new ArrayList<>(List.of(this.first, this.second, this.third)),
			this.toBeRemoved::contains);

	@Test
	void rowsAreToldInOrder() {
		assertThat(tellAll(true)).containsExactly(this.first, this.second, this.third);
		assertThat(this.round.next(true)).isNull();
	}

	@Test
	void oneRowIsToldAtATime() {
		assertThat(this.round.beingTold()).isNull();
		assertThat(this.round.waiting()).isEqualTo(3);
		this.round.next(true);
		assertThat(this.round.beingTold()).isSameAs(this.first);
		assertThat(this.round.waiting()).isEqualTo(2);
		tellAll(true);
		assertThat(this.round.beingTold()).isNull();
		assertThat(this.round.waiting()).isZero();
	}

	@Test
	void rowThatIsToBeRemovedIsPutOff() {
		this.toBeRemoved.add(this.second);
		assertThat(tellAll(true)).containsExactly(this.first, this.third);
		assertThat(this.round.waiting()).isEqualTo(1);
		FakeRow later = FakeRow.created(new Book(4));
		assertThat(this.round.takePutOffBefore(List.of(later))).containsExactly(this.second, later);
		assertThat(this.round.takePutOffBefore(List.of(later))).containsExactly(later);
	}

	@Test
	void rowThatIsToBeRemovedIsToldIfNoFlushFollows() {
		this.toBeRemoved.add(this.second);
		assertThat(tellAll(false)).containsExactly(this.first, this.second, this.third);
	}

	@Test
	void whetherARowIsToBeRemovedIsAskedWhenItIsItsTurn() {
		this.toBeRemoved.add(this.third);
		this.round.next(true);
		this.toBeRemoved.clear();
		assertThat(tellAll(true)).containsExactly(this.second, this.third);
	}

	@Test
	void rowsThatAreGoneAreDroppedWhileOthersAreBeingTold() {
		this.toBeRemoved.add(this.first);
		assertThat(this.round.next(true)).isSameAs(this.second);
		assertThat(this.round.takeIf((row) -> true)).containsExactly(this.first, this.third);
		assertThat(this.round.beingTold()).isSameAs(this.second);
		assertThat(this.round.next(true)).isNull();
		assertThat(this.round.takePutOffBefore(List.of())).isEmpty();
		assertThat(this.round.rows()).containsExactly(this.first, this.second);
	}

	@Test
	void rowThatWasPutOffIsAmongThoseThatAreTakenAway() {
		this.toBeRemoved.add(this.first);
		this.toBeRemoved.add(this.second);
		assertThat(tellAll(true)).containsExactly(this.third);
		assertThat(this.round.takeIf(this.first::equals)).containsExactly(this.first);
		assertThat(this.round.waiting()).isOne();
		assertThat(this.round.takePutOffBefore(new ArrayList<>())).containsExactly(this.second);
	}

	@Test
	void rowsThatWereToldAreNotTakenAway() {
		assertThat(tellAll(true)).hasSize(3);
		assertThat(this.round.takeIf((row) -> true)).isEmpty();
		assertThat(this.round.rows()).hasSize(3);
	}

	private List<WrittenRow> tellAll(boolean flushFollows) {
		List<WrittenRow> told = new ArrayList<>();
		for (WrittenRow row = this.round.next(flushFollows); row != null; row = this.round.next(flushFollows)) {
			told.add(row);
		}
		return told;
	}

}
