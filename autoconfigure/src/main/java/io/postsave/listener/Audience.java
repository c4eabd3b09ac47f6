package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * Who listens to the writes of one entity class, in the transaction and after its commit.
 *
 * @param created who listens to created entities
 * @param updated who listens to updated entities
 * @param deleted who listens to deleted entities
 */
public record Audience(Kind created, Kind updated, Kind deleted) {

	/**
	 * Decides who of some listeners listens to the writes of an entity class, and when.
	 * @param listeners those who may be told of writes
	 * @param entityType the entity class
	 */
	static Audience among(List<ListenerDescriptor> listeners, Class<?> entityType) {
		return new Audience(Kind.among(listeners, PostSaveEvent.Created.class, entityType),
				Kind.among(listeners, PostSaveEvent.Updated.class, entityType),
				Kind.among(listeners, PostDeleteEvent.class, entityType));
	}

	/**
	 * Whether anybody listens in the transaction to any write of the class.
	 * @return {@code false} if nobody does
	 */
	public boolean isInTransaction() {
		return this.created.isInTransaction() || this.updated.isInTransaction() || this.deleted.isInTransaction();
	}

	/**
	 * Whether anybody is told after the commit of any write of the class: what is told
	 * then depends on all that the transaction did with a row.
	 * @return {@code false} if nobody is
	 */
	public boolean isAfterCommit() {
		return this.created.isAfterCommit() || this.updated.isAfterCommit() || this.deleted.isAfterCommit();
	}

	/**
	 * Who listens to one kind of writes.
	 *
	 * @param published whether anybody is told of each write in the transaction, by
	 * Spring's publisher
	 * @param beyondMethods whether listeners that are no methods are among these
	 * @param lists the methods that are told of lists in the transaction, in their order
	 * @param afterCommit the methods that are told of each write after the commit, in
	 * their order
	 * @param listsAfterCommit the methods that are told of lists after the commit, in
	 * their order
	 */
	public record Kind(boolean published, boolean beyondMethods, List<ListListenerMethod> lists,
			List<AfterCommitListenerMethod> afterCommit, List<ListListenerMethod> listsAfterCommit) {

		private static Kind among(List<ListenerDescriptor> listeners, Class<?> eventClass, Class<?> entityType) {
			boolean published = false;
			boolean beyondMethods = false;
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
					beyondMethods |= !listener.isMethod();
				}
			}
			return new Kind(published, beyondMethods, inOrder(lists), inOrder(afterCommit), inOrder(listsAfterCommit));
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
