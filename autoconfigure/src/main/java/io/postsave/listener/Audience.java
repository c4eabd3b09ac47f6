package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * Who listens to the saves of one entity class, in the transaction and after its commit.
 *
 * @param created who listens to created entities
 * @param updated who listens to updated entities
 */
public record Audience(Kind created, Kind updated) {

	/**
	 * Decides who of some listeners listens to the saves of an entity class, and when.
	 * @param listeners those who may be told of saves
	 * @param entityType the entity class
	 */
	static Audience among(List<ListenerDescriptor> listeners, Class<?> entityType) {
		return new Audience(Kind.among(listeners, PostSaveEvent.Created.class, entityType),
				Kind.among(listeners, PostSaveEvent.Updated.class, entityType));
	}

	/**
	 * Return who listens to one of the two kinds of saves.
	 * @param created whether created, rather than updated, entities are asked for
	 * @return the listeners
	 */
	public Kind of(boolean created) {
		return created ? this.created : this.updated;
	}

	/**
	 * Whether anybody listens in the transaction to any save of the class.
	 * @return {@code false} if nobody does
	 */
	public boolean isInTransaction() {
		return this.created.isInTransaction() || this.updated.isInTransaction();
	}

	/**
	 * Whether anybody is told after the commit of any save of the class: what is told
	 * then depends on all that the transaction did with a row.
	 * @return {@code false} if nobody is
	 */
	public boolean isAfterCommit() {
		return this.created.isAfterCommit() || this.updated.isAfterCommit();
	}

	/**
	 * Whether a save has to be kept until it can be told.
	 * @param created whether it created, rather than updated, the entity
	 * @return {@code false} if nobody hears of it, nor of anything that it is a part of
	 */
	public boolean isInterestedIn(boolean created) {
		return of(created).isInTransaction() || isAfterCommit();
	}

	/**
	 * Who listens to one kind of saves.
	 *
	 * @param published whether anybody is told of each save in the transaction, by
	 * Spring's publisher
	 * @param lists the methods that are told of lists in the transaction, in their order
	 * @param afterCommit the methods that are told of each save after the commit, in
	 * their order
	 * @param listsAfterCommit the methods that are told of lists after the commit, in
	 * their order
	 */
	public record Kind(boolean published, List<ListListenerMethod> lists, List<AfterCommitListenerMethod> afterCommit,
			List<ListListenerMethod> listsAfterCommit) {

		private static Kind among(List<ListenerDescriptor> listeners, Class<?> eventClass, Class<?> entityType) {
			boolean published = false;
			List<ListListenerMethod> lists = new ArrayList<>();
			List<AfterCommitListenerMethod> afterCommit = new ArrayList<>();
			List<ListListenerMethod> listsAfterCommit = new ArrayList<>();
			for (ListenerDescriptor listener : listeners) {
				if (!listener.supports(eventClass, entityType)) {
					continue;
				}
				if (listener.list() != null) {
					(listener.isInTransaction() ? lists : listsAfterCommit).add(listener.list());
				}
				else if (listener.afterCommit() != null) {
					afterCommit.add(listener.afterCommit());
				}
				else {
					published = true;
				}
			}
			return new Kind(published, inOrder(lists), inOrder(afterCommit), inOrder(listsAfterCommit));
		}

		private static <T> List<T> inOrder(List<T> methods) {
			AnnotationAwareOrderComparator.sort(methods);
			return List.copyOf(methods);
		}

		/**
		 * Whether anybody listens.
		 * @return {@code false} if nobody does
		 */
		public boolean isPresent() {
			return isInTransaction() || isAfterCommit();
		}

		/**
		 * Whether anybody is told in the transaction.
		 * @return {@code false} if nobody is
		 */
		public boolean isInTransaction() {
			return this.published || !this.lists.isEmpty();
		}

		/**
		 * Whether anybody is told after the commit.
		 * @return {@code false} if nobody is
		 */
		public boolean isAfterCommit() {
			return !this.afterCommit.isEmpty() || !this.listsAfterCommit.isEmpty();
		}

	}

}
