package io.postsave.delivery;

import java.util.function.Supplier;

import io.postsave.PostSaveEvents;

import org.springframework.util.Assert;

/**
 * Mutes saves. What a transaction holds is flushed at both ends of a block, so that rows
 * are written on the side where they were saved.
 */
public final class MutingEvents implements PostSaveEvents {

	private final Mutes mutes;

	private final SpringTransactions transactions;

	/**
	 * Creates the bean.
	 * @param mutes what is muted on the current thread
	 * @param transactions Spring's transactions, flushed at both ends
	 */
	public MutingEvents(Mutes mutes, SpringTransactions transactions) {
		Assert.notNull(mutes, "'mutes' must not be null");
		Assert.notNull(transactions, "'transactions' must not be null");
		this.mutes = mutes;
		this.transactions = transactions;
	}

	@Override
	public void mute(Class<?> entityType, Runnable block) {
		Assert.notNull(block, "'block' must not be null");
		muteAround(entityType, block);
	}

	@Override
	public <R> R mute(Class<?> entityType, Supplier<R> block) {
		Assert.notNull(block, "'block' must not be null");
		Result<R> result = new Result<>();
		muteAround(entityType, () -> result.value = block.get());
		return result.value;
	}

	private void muteAround(Class<?> entityType, Runnable block) {
		Assert.notNull(entityType, "'entityType' must not be null");
		this.transactions.flush();
		this.mutes.begin(entityType);
		try {
			runAndFlush(block);
		}
		finally {
			this.mutes.end();
		}
	}

	private void runAndFlush(Runnable block) {
		try {
			block.run();
		}
		catch (Throwable ex) {
			flushAfter(ex);
			throw ex;
		}
		this.transactions.flush();
	}

	private void flushAfter(Throwable failure) {
		try {
			this.transactions.flush();
		}
		catch (Throwable ex) {
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
		}
	}

	/**
	 * Holds what a block returned.
	 */
	private static final class Result<R> {

		@SuppressWarnings("NullAway.Init")
		private R value;

	}

}
