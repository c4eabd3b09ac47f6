package io.postsave.integration.support;

import java.util.List;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import jakarta.persistence.EntityManager;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The caller of the tests of listeners: saves, and afterwards looks at what was heard and
 * what the database holds.
 */
public class Bookshop {

	private final TransactionTemplate transaction;

	private final TransactionTemplate newTransaction;

	private final EntityManager entityManager;

	private final Script script;

	public Bookshop(PlatformTransactionManager transactionManager, EntityManager entityManager, Script script) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.newTransaction = new TransactionTemplate(transactionManager);
		this.newTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.entityManager = entityManager;
		this.script = script;
	}

	/**
	 * Leaves in the database what the saves will update, and nothing else.
	 */
	public void prepare(Saves saves) {
		empty();
		if (!saves.created()) {
			inTransaction(() -> saves.numbered("old ")
				.forEach((text) -> this.entityManager.persist(saves.kind().create(text))));
		}
		this.script.reset();
	}

	public void empty() {
		this.script.reset();
		inTransaction(() -> List.of("Book", "Note", "Account")
			.forEach((type) -> this.entityManager.createQuery("delete from " + type).executeUpdate()));
	}

	public void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	public void inNewTransaction(Runnable work) {
		this.newTransaction.executeWithoutResult((status) -> work.run());
	}

	public void inRolledBackTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> {
			work.run();
			status.setRollbackOnly();
		});
	}

	/**
	 * Has the listener do something when it is told of the caller's saves.
	 */
	public void onSave(Saves saves, Consumer<Object> action) {
		Consumer<Object> filtered = (entity) -> {
			if (saves.kind().textOf(entity).startsWith("new ")) {
				action.accept(entity);
			}
		};
		if (saves.created()) {
			this.script.onCreated(saves.kind().type(), filtered);
		}
		else {
			this.script.onUpdated(saves.kind().type(), filtered);
		}
	}

	/**
	 * Makes the saves, in a transaction that commits.
	 */
	public void perform(Saves saves) {
		inTransaction(() -> performWithin(saves));
	}

	/**
	 * Makes the saves in the current transaction.
	 */
	public void performWithin(Saves saves) {
		switch (saves.moment()) {
			case COMMIT -> write(saves);
			case FLUSH -> writeAndFlush(saves);
			case QUERY -> {
				write(saves);
				count(saves.kind());
			}
			case BEFORE_COMMIT -> beforeCommit(() -> write(saves));
			case BEFORE_COMMIT_FLUSHED -> beforeCommit(() -> writeAndFlush(saves));
			case BEFORE_COMPLETION -> beforeCompletion(() -> write(saves));
			case BEFORE_COMPLETION_FLUSHED -> beforeCompletion(() -> writeAndFlush(saves));
		}
	}

	/**
	 * Makes the saves in the current transaction, flushing and clearing the session after
	 * every so many.
	 */
	public void performInBatches(Saves saves, int size) {
		for (int i = 0; i < saves.count(); i += size) {
			write(saves, i, i + size);
			this.entityManager.flush();
			this.entityManager.clear();
		}
	}

	public void write(Saves saves) {
		write(saves, 0, saves.count());
	}

	private void writeAndFlush(Saves saves) {
		write(saves);
		this.entityManager.flush();
	}

	private void write(Saves saves, int from, int to) {
		Kind kind = saves.kind();
		List<String> texts = saves.numbered("new ").subList(from, to);
		if (saves.created()) {
			texts.forEach((text) -> this.entityManager.persist(kind.create(text)));
			return;
		}
		List<Object> entities = this.entityManager
			.createQuery("select e from %s e order by e.id".formatted(kind.typeName()), kind.type())
			.setFirstResult(from)
			.setMaxResults(to - from)
			.getResultList();
		for (int i = 0; i < entities.size(); i++) {
			kind.changeText(entities.get(i), texts.get(i));
		}
	}

	private void beforeCommit(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				work.run();
			}

		});
	}

	private void beforeCompletion(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCompletion() {
				work.run();
			}

		});
	}

	public void save(Kind kind, String text) {
		this.entityManager.persist(kind.create(text));
	}

	public long count(Kind kind) {
		return this.entityManager.createQuery("select count(e) from %s e".formatted(kind.typeName()), Long.class)
			.getSingleResult();
	}

	public long count(Kind kind, String text) {
		return this.entityManager
			.createQuery("select count(e) from %s e where e.%s = :text".formatted(kind.typeName(), kind.attribute()),
					Long.class)
			.setParameter("text", text)
			.getSingleResult();
	}

	/**
	 * The texts that another transaction finds in the database.
	 */
	public List<String> stored(Kind kind) {
		return this.newTransaction.execute(
				(status) -> this.entityManager
					.createQuery("select e.%s from %s e order by e.id".formatted(kind.attribute(), kind.typeName()),
							String.class)
					.getResultList());
	}

	/**
	 * The identifiers of the accounts that another transaction finds in the database.
	 */
	public List<String> storedAccounts() {
		return this.newTransaction.execute(
				(status) -> this.entityManager.createQuery("select a.id from Account a", String.class).getResultList());
	}

	/**
	 * What the listener heard: {@code +Book new 0} of a created, {@code ~Book new 0} of
	 * an updated entity, with the text as it was written.
	 */
	public List<String> heard() {
		return this.script.heard().stream().map(Bookshop::describe).toList();
	}

	public static String describe(PostSaveEvent<?> event) {
		return (event.isCreated() ? "+" : "~") + event.getEntityType().getSimpleName() + " " + textOf(event);
	}

	private static Object textOf(PostSaveEvent<?> event) {
		for (Kind kind : Kind.values()) {
			AttributeChange change = event.getChanges().get(kind.attribute());
			if (kind.type() == (Class<?>) event.getEntityType() && change != null) {
				return String.valueOf(change.newValue());
			}
		}
		return String.valueOf(event.getId());
	}

}
