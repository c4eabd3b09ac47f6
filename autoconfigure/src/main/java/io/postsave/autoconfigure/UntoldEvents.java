package io.postsave.autoconfigure;

import java.util.function.Supplier;

import io.postsave.PostSaveEvents;

import org.springframework.util.Assert;

/**
 * Runs blocks as they are, where no save is told anyway.
 */
final class UntoldEvents implements PostSaveEvents {

	@Override
	public void mute(Class<?> entityType, Runnable block) {
		Assert.notNull(entityType, "'entityType' must not be null");
		Assert.notNull(block, "'block' must not be null");
		block.run();
	}

	@Override
	public <R> R mute(Class<?> entityType, Supplier<R> block) {
		Assert.notNull(entityType, "'entityType' must not be null");
		Assert.notNull(block, "'block' must not be null");
		return block.get();
	}

}
