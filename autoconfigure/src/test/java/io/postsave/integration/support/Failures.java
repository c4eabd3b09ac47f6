package io.postsave.integration.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveFailure;

/**
 * An error handler that remembers what failed.
 */
public class Failures implements PostSaveErrorHandler {

	private final List<PostSaveFailure> failures = new CopyOnWriteArrayList<>();

	@Override
	public void handle(PostSaveFailure failure) {
		this.failures.add(failure);
	}

	public List<PostSaveFailure> all() {
		return List.copyOf(this.failures);
	}

	public void reset() {
		this.failures.clear();
	}

}
