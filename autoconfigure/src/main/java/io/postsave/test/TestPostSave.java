package io.postsave.test;

import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.delivery.SaveRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Support for tests of listeners: makes events for tests without a database, and delivers
 * after-commit events in tests whose transaction is rolled back.
 *
 * @since 0.1.0
 */
public final class TestPostSave {

	private static final String DEFAULT_UNIT = "default";

	private TestPostSave() {
	}

	/**
	 * Flushes the current test transaction and delivers what is pending after its commit
	 * as if it had committed, each save once. Listeners run within the test's
	 * transaction, so that they see what the test saved; what they save is delivered in
	 * turn. What a listener throws is thrown when all have been told, with what others
	 * throw suppressed in it; a {@link io.postsave.PostSaveErrorHandler} of the
	 * application's gets it instead.
	 * @throws IllegalStateException if there is no current test transaction, or if the
	 * test's application context is without post-save
	 */
	public static void deliverAfterCommit() {
		ApplicationContext context = CurrentTestContext.get();
		Assert.state(context != null && TestTransaction.isActive(),
				"TestPostSave.deliverAfterCommit() needs the transaction of a running test: annotate the test with "
						+ "@Transactional or use a slice that is, such as @DataJpaTest. Outside of one, transactions "
						+ "commit, and listeners are told without help.");
		SaveRecorder recorder = context.getBeanProvider(SaveRecorder.class).getIfAvailable();
		Assert.state(recorder != null,
				"TestPostSave.deliverAfterCommit() has nothing to deliver: the test's application context is without "
						+ "post-save. Check 'post-save.enabled', and that the test imports the auto-configuration.");
		recorder.tellAsIfCommitted();
	}

	/**
	 * Makes an event that tells of a created entity. Its changes are the entity's fields
	 * that are not {@code null}, without identifier, version, collections that are empty
	 * or inverse, and what is transient.
	 * @param <T> the entity class
	 * @param entity the entity
	 * @param id its identifier
	 * @return the event, of the persistence unit {@code "default"}
	 */
	public static <T> PostSaveEvent.Created<T> created(T entity, @Nullable Object id) {
		Assert.notNull(entity, "'entity' must not be null");
		Class<T> entityType = typeOf(entity);
		return new PostSaveEvent.Created<>(entity, entityType, id, DEFAULT_UNIT,
				new FieldChanges(entity, entityType, FieldChanges.createdWith(entity)));
	}

	/**
	 * Makes an event that tells of an updated entity.
	 * @param <T> the entity class
	 * @param entity the entity
	 * @param id its identifier
	 * @param changes what was changed, by the names of the attributes
	 * @return the event, of the persistence unit {@code "default"}
	 * @throws IllegalArgumentException if the entity has no attribute of such a name
	 */
	public static <T> PostSaveEvent.Updated<T> updated(T entity, @Nullable Object id,
			Map<String, AttributeChange> changes) {
		Assert.notNull(entity, "'entity' must not be null");
		Assert.notNull(changes, "'changes' must not be null");
		Class<T> entityType = typeOf(entity);
		return new PostSaveEvent.Updated<>(entity, entityType, id, DEFAULT_UNIT,
				new FieldChanges(entity, entityType, changes));
	}

	/**
	 * Makes an event that tells of a deleted entity. Its changes are the entity's fields
	 * that are not {@code null}, each to {@code null}, without identifier, version,
	 * collections that are empty or inverse, and what is transient.
	 * @param <T> the entity class
	 * @param entity the entity
	 * @param id its identifier
	 * @return the event, of the persistence unit {@code "default"}
	 */
	public static <T> PostDeleteEvent<T> deleted(T entity, @Nullable Object id) {
		Assert.notNull(entity, "'entity' must not be null");
		Class<T> entityType = typeOf(entity);
		return new PostDeleteEvent<>(entity, entityType, id, DEFAULT_UNIT,
				new FieldChanges(entity, entityType, FieldChanges.deletedWith(entity)));
	}

	@SuppressWarnings("unchecked")
	private static <T> Class<T> typeOf(T entity) {
		return (Class<T>) ClassUtils.getUserClass((Object) entity);
	}

}
