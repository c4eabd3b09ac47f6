package io.postsave.guide.coming;

import java.util.List;

import io.postsave.PostSaveEvent;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.Assert;

/**
 * A listener that does one of the deeds.
 */
abstract class DeedListener {

	private final EntityManager entityManager;

	@Nullable Deed deed;

	@Nullable List<?> found;

	boolean calledBeforeCommit;

	private int depth;

	DeedListener(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	void told(Text entity) {
		if (this.deed == null || !entity.getText().equals("new")) {
			return;
		}
		Assert.state(this.depth < 10, "The listener is told by what it does, without end");
		this.depth++;
		try {
			perform(this.deed, entity);
		}
		finally {
			this.depth--;
		}
	}

	private void perform(Deed deed, Text entity) {
		switch (deed) {
			case SAVE -> this.entityManager.persist(new Book("another"));
			case SAVE_WITH_IDENTITY -> this.entityManager.persist(new Note("another"));
			case SAVE_FLUSH_AND_CLEAR -> {
				this.entityManager.persist(new Book("another"));
				this.entityManager.flush();
				this.entityManager.clear();
			}
			case CHANGE -> entity.setText("changed");
			case QUERY -> this.found = this.entityManager
				.createQuery("select e from %s e where e.text = 'new'".formatted(entity.getClass().getSimpleName()))
				.getResultList();
			case REFUSE -> throw new RefusedException();
			case LISTEN_BEFORE_COMMIT -> {
			}
		}
	}

	/**
	 * A listener that is told by hand.
	 */
	static class ByHand extends DeedListener {

		ByHand(EntityManager entityManager) {
			super(entityManager);
		}

		@EventListener
		void saved(Saved<? extends Text> event) {
			told(event.entity());
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(Saved<? extends Text> event) {
			this.calledBeforeCommit = true;
		}

	}

	/**
	 * A listener that is told by post-save.
	 */
	static class WithPostSave extends DeedListener {

		WithPostSave(EntityManager entityManager) {
			super(entityManager);
		}

		@EventListener
		void saved(PostSaveEvent<? extends Text> event) {
			told(event.getEntity());
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostSaveEvent<? extends Text> event) {
			this.calledBeforeCommit = true;
		}

	}

	/**
	 * What the caller of a save expects.
	 */
	@SuppressWarnings("serial")
	static class RefusedException extends RuntimeException {

	}

}
