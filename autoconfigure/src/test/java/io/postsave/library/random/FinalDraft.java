package io.postsave.library.random;

import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A subclass with an attribute of its own.
 */
@Entity
public class FinalDraft extends Draft {

	private @Nullable String verdict;

	protected FinalDraft() {
	}

	public FinalDraft(int serial) {
		super(serial);
	}

	public void setVerdict(@Nullable String verdict) {
		this.verdict = verdict;
	}

}
