package io.postsave.delivery;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenSessions}.
 */
class OpenSessionsTests {

	private final OpenSessions open = new OpenSessions();

	private final FakeOwner owner = new FakeOwner();

	@Test
	void nothingIsOpenAtFirst() {
		assertThat(this.open.first()).isNull();
		assertThat(this.open.all()).isEmpty();
		assertThat(this.open.find(new FakeSession(null))).isNull();
	}

	@Test
	void mostRecentOneComesFirst() {
		PendingSaves first = open();
		PendingSaves second = open();
		PendingSaves third = open();
		assertThat(this.open.all()).containsExactly(third, second, first);
		assertThat(this.open.first()).isSameAs(third);
		assertThat(this.open.next(third)).isSameAs(second);
		assertThat(this.open.next(first)).isNull();
	}

	@Test
	void sessionIsFoundWhereverItIs() {
		PendingSaves first = open();
		PendingSaves second = open();
		assertThat(this.open.find(first.session())).isSameAs(first);
		assertThat(this.open.find(second.session())).isSameAs(second);
		assertThat(this.open.find(new FakeSession(null))).isNull();
	}

	@Test
	void oneIsRemovedFromTheMiddleTheBeginningAndTheEnd() {
		PendingSaves first = open();
		PendingSaves second = open();
		PendingSaves third = open();
		PendingSaves fourth = open();
		this.open.remove(second);
		assertThat(this.open.all()).containsExactly(fourth, third, first);
		this.open.remove(fourth);
		assertThat(this.open.all()).containsExactly(third, first);
		this.open.remove(first);
		assertThat(this.open.all()).containsExactly(third);
		assertThat(this.open.isOnly(third)).isTrue();
		this.open.remove(third);
		assertThat(this.open.first()).isNull();
	}

	@Test
	void oneThatIsNotThereIsNotRemoved() {
		PendingSaves first = open();
		this.open.remove(this.owner.open(new FakeSession(null)));
		assertThat(this.open.all()).containsExactly(first);
		this.open.remove(first);
		this.open.remove(first);
		assertThat(this.open.all()).isEmpty();
	}

	@Test
	void nothingFollowsOneThatIsNotThere() {
		PendingSaves first = open();
		open();
		this.open.remove(first);
		assertThat(this.open.next(first)).isNull();
	}

	@Test
	void oneOfTwoIsNotTheOnlyOne() {
		PendingSaves first = open();
		assertThat(this.open.isOnly(first)).isTrue();
		PendingSaves second = open();
		assertThat(this.open.isOnly(first)).isFalse();
		assertThat(this.open.isOnly(second)).isFalse();
	}

	@Test
	void sessionsThatWereClosedAreDroppedWhenOneIsOpened() {
		PendingSaves first = open();
		PendingSaves second = open();
		PendingSaves third = open();
		((FakeSession) first.session()).close();
		((FakeSession) third.session()).close();
		PendingSaves fourth = open();
		assertThat(this.open.all()).containsExactly(fourth, second);
	}

	@Test
	void applicationsOwnSessionIsHeldWeakly() throws InterruptedException {
		WeakReference<PendingSaves> own = new WeakReference<>(openOwn());
		PendingSaves springs = open();
		for (int i = 0; i < 50 && own.get() != null; i++) {
			System.gc();
			Thread.sleep(10);
		}
		assertThat(own.get()).isNull();
		assertThat(this.open.all()).containsExactly(springs);
	}

	@Test
	void applicationsOwnSessionIsFoundAsLongAsItHoldsItself() {
		PendingSaves own = openOwn();
		PendingSaves springs = open();
		System.gc();
		assertThat(this.open.all()).containsExactly(springs, own);
		this.open.remove(own);
		assertThat(this.open.all()).containsExactly(springs);
	}

	@Test
	void sessionWithoutATransactionIsHeld() {
		WeakReference<PendingSaves> saves = new WeakReference<>(
				add(this.owner.open(new FakeSession(null), PendingSaves.Ending.of(false, false), new MergedRows())));
		System.gc();
		assertThat(this.open.first()).isNotNull().isSameAs(saves.get());
	}

	@Test
	void otherThreadHasItsOwn() throws InterruptedException {
		PendingSaves first = open();
		AtomicReference<List<PendingSaves>> found = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			open();
			found.set(this.open.all());
		});
		thread.start();
		thread.join();
		assertThat(found.get()).hasSize(1).doesNotContain(first);
		assertThat(this.open.all()).containsExactly(first);
	}

	@Test
	void somethingWaitsBesideInASessionOfTheSameTransactionOnly() {
		MergedRows shared = new MergedRows();
		PendingSaves first = open(shared);
		PendingSaves second = open(shared);
		PendingSaves other = open();
		second.waiting().add(FakeRow.created(new Book(1)));
		assertThat(this.open.isAnythingWaitingBeside(first)).isTrue();
		assertThat(this.open.isAnythingWaitingBeside(second)).isFalse();
		assertThat(this.open.isAnythingWaitingBeside(other)).isFalse();
	}

	@Test
	void removedRowsAreDroppedInTheOtherSessionsOfTheTransactionOnly() {
		MergedRows shared = new MergedRows();
		PendingSaves first = open(shared);
		PendingSaves second = open(shared);
		PendingSaves other = open();
		List.of(first, second, other).forEach((saves) -> saves.waiting().add(FakeRow.created(new Book(1))));
		this.open.dropBeside(first, new RemovedRows(first.session(), Set.of(FakeRow.keyOf(new Book(1)))),
				new HashSet<>());
		assertThat(first.waiting().size()).isEqualTo(1);
		assertThat(second.waiting().isEmpty()).isTrue();
		assertThat(other.waiting().size()).isEqualTo(1);
	}

	private PendingSaves open() {
		return open(new MergedRows());
	}

	private PendingSaves open(MergedRows merged) {
		return add(this.owner.open(new FakeSession(null), PendingSaves.Ending.WITH_SPRINGS, merged));
	}

	private PendingSaves openOwn() {
		return add(this.owner.open(new FakeSession(null), PendingSaves.Ending.of(true, false), new MergedRows()));
	}

	private PendingSaves add(PendingSaves saves) {
		this.open.add(saves);
		return saves;
	}

}
