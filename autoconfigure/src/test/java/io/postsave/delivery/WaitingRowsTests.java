package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitingRows}.
 */
class WaitingRowsTests {

	private final WaitingRows waiting = new WaitingRows();

	private final FakeRow first = FakeRow.created(new Book(1));

	private final FakeRow second = FakeRow.created(new Book(2));

	private final FakeRow third = FakeRow.created(new Book(3));

	@Test
	void rowsOfAFlushFollowThoseThatWaited() {
		this.waiting.add(this.first);
		assertThat(this.waiting.isFlushed()).isFalse();
		this.waiting.addFlushed(flushed(this.second, this.third));
		assertThat(this.waiting.isFlushed()).isTrue();
		assertThat(this.waiting.size()).isEqualTo(3);
		assertThat(beginRound().rows()).containsExactly(this.first, this.second, this.third);
	}

	@Test
	void flushThatHasWrittenNothingCountsAsOne() {
		this.waiting.addFlushed(List.of());
		assertThat(this.waiting.isEmpty()).isTrue();
		assertThat(this.waiting.isFlushed()).isTrue();
	}

	@Test
	void rowsCanBeAddedToThoseOfAFlush() {
		this.waiting.addFlushed(List.of());
		this.waiting.add(this.first);
		this.waiting.addFlushed(List.of());
		this.waiting.add(this.second);
		assertThat(beginRound().rows()).containsExactly(this.first, this.second);
	}

	@Test
	void whatComesDuringARoundWaitsForTheNext() {
		this.waiting.add(this.first);
		Round round = beginRound();
		assertThat(this.waiting.isEmpty()).isTrue();
		assertThat(this.waiting.isInDelivery()).isTrue();
		this.waiting.add(this.second);
		assertThat(round.rows()).containsExactly(this.first);
		this.waiting.endRound(round);
		assertThat(this.waiting.isInDelivery()).isTrue();
		assertThat(beginRound().rows()).containsExactly(this.second);
	}

	@Test
	void whatWasPutOffIsToldBeforeWhatCameLater() {
		this.waiting.add(this.first);
		Round round = this.waiting.beginRound((row) -> true);
		assertThat(round.next(true)).isNull();
		this.waiting.add(this.second);
		this.waiting.endRound(round);
		assertThat(beginRound().rows()).containsExactly(this.first, this.second);
	}

	@Test
	void createdRowIsFoundByItsEntityAsLongAsItWaits() {
		assertThat(this.waiting.findCreated(this.first.entity())).isNull();
		this.waiting.add(this.first);
		assertThat(this.waiting.findCreated(this.first.entity())).isSameAs(this.first);
		assertThat(this.waiting.findCreated(this.second.entity())).isNull();
		this.waiting.addFlushed(flushed(this.second));
		assertThat(this.waiting.findCreated(this.second.entity())).isSameAs(this.second);
		Round round = this.waiting.beginRound((row) -> true);
		assertThat(round.next(true)).isNull();
		assertThat(this.waiting.findCreated(this.first.entity())).isNull();
		this.waiting.endRound(round);
		assertThat(this.waiting.findCreated(this.first.entity())).isSameAs(this.first);
		this.waiting.discard();
		assertThat(this.waiting.findCreated(this.first.entity())).isNull();
	}

	@Test
	void rowThatIsBeingToldDoesNotWait() {
		this.waiting.add(this.first);
		this.waiting.add(this.second);
		assertThat(this.waiting.beingTold()).isNull();
		Round round = beginRound();
		round.next(true);
		this.waiting.add(this.third);
		assertThat(this.waiting.beingTold()).isSameAs(this.first);
		assertThat(this.waiting.size()).isEqualTo(2);
	}

	@Test
	void endOfTheDeliveryForgetsTheFlush() {
		this.waiting.addFlushed(flushed(this.first));
		beginRound();
		this.waiting.endDelivery();
		assertThat(this.waiting.isInDelivery()).isFalse();
		assertThat(this.waiting.isFlushed()).isFalse();
		assertThat(this.waiting.beingTold()).isNull();
	}

	@Test
	void rowsThatAreGoneAreDroppedFromTheRoundAndBehindIt() {
		this.waiting.add(this.first);
		this.waiting.add(this.second);
		Round round = beginRound();
		round.next(true);
		this.waiting.add(this.third);
		dropAll();
		assertThat(round.next(true)).isNull();
		assertThat(this.waiting.isEmpty()).isTrue();
		dropAll();
		assertThat(this.waiting.size()).isZero();
	}

	private void dropAll() {
		Set<Object> keys = Stream.of(this.first, this.second, this.third)
			.map(WrittenRow::key)
			.collect(Collectors.toSet());
		this.waiting.drop(new RemovedRows(new FakeSession(null), keys), new HashSet<>());
	}

	@Test
	void discardedRowsAreNotTold() {
		this.waiting.add(this.first);
		Round round = beginRound();
		this.waiting.add(this.second);
		this.waiting.discard();
		this.waiting.endRound(round);
		assertThat(this.waiting.isEmpty()).isTrue();
	}

	private Round beginRound() {
		return this.waiting.beginRound((row) -> false);
	}

	private static List<WrittenRow> flushed(FakeRow... rows) {
		return new ArrayList<>(List.of(rows));
	}

}
