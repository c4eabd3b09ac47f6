package io.postsave.library.changes;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A mutable value that is stored in one column.
 */
public class Remarks {

	private final List<String> lines;

	public Remarks(List<String> lines) {
		this.lines = new ArrayList<>(lines);
	}

	public void add(String line) {
		this.lines.add(line);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Remarks that && this.lines.equals(that.lines);
	}

	@Override
	public int hashCode() {
		return this.lines.hashCode();
	}

	@Override
	public String toString() {
		return String.join(" ", this.lines);
	}

}
