package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Notes what pending saves tell their owner.
 */
final class FakeOwner implements PendingSaves.Owner {

	private final List<String> calls = new ArrayList<>();

	private boolean anythingWaitingBeside;

	private boolean anythingCommittedWaiting;

	private @Nullable RemovedRows droppedBeside;

	FakeOwner withAnythingWaitingBeside() {
		this.anythingWaitingBeside = true;
		return this;
	}

	FakeOwner withAnythingCommittedWaiting() {
		this.anythingCommittedWaiting = true;
		return this;
	}

	PendingSaves open(FakeSession session) {
		return open(session, PendingSaves.Ending.WITH_SPRINGS, new MergedRows());
	}

	PendingSaves open(FakeSession session, PendingSaves.Ending ending, MergedRows merged) {
		return new PendingSaves(session, this, ending, merged);
	}

	List<String> calls() {
		return this.calls;
	}

	@Nullable RemovedRows droppedBeside() {
		return this.droppedBeside;
	}

	@Override
	public void flushFailed(PendingSaves saves) {
		this.calls.add("flushFailed");
	}

	@Override
	public void commitFollows(PendingSaves saves) {
		this.calls.add("commitFollows");
	}

	@Override
	public void ended(PendingSaves saves, boolean committed) {
		this.calls.add(committed ? "committed" : "rolled back");
	}

	@Override
	public boolean isAnythingWaitingBeside(PendingSaves saves) {
		return this.anythingWaitingBeside;
	}

	@Override
	public void dropBeside(PendingSaves saves, RemovedRows removed, Set<Object> untold) {
		this.droppedBeside = removed;
	}

	@Override
	public void removedAsIfCommitted(RemovedRows removed) {
		this.calls.add("removedAsIfCommitted");
	}

	@Override
	public boolean isAnythingCommittedWaiting() {
		return this.anythingCommittedWaiting;
	}

}
