package io.postsave.library.changes;

/**
 * A mutable value whose changes Hibernate cannot see, as it takes it for immutable.
 */
public class Tally {

	private int count;

	private boolean changed;

	public Tally(int count) {
		this.count = count;
	}

	public int getCount() {
		return this.count;
	}

	public void increment() {
		this.count++;
		this.changed = true;
	}

	public boolean isChanged() {
		return this.changed;
	}

	public void setWritten() {
		this.changed = false;
	}

}
