package io.postsave.benchmark;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * The ways of being told of saves that are compared.
 */
public enum Variant {

	/** Nothing at all: the starter is switched off. */
	PLAIN("plain", Articles.PLAIN, List.of(), Settings.OFF),

	/** An entity listener of the application's own, and one typed listener. */
	HAND_WRITTEN("hand-written bridge", Articles.PLAIN, List.of(HandWritten.Typed.class), Settings.OFF,
			Settings.HAND_WRITTEN),

	/** The same, told apart by a condition. */
	HAND_WRITTEN_SPEL("hand-written, SpEL condition", Articles.PLAIN, List.of(HandWritten.Conditional.class),
			Settings.OFF, Settings.HAND_WRITTEN),

	/** The same, told after the commit. */
	HAND_WRITTEN_TRANSACTIONAL("hand-written, @TransactionalEventListener", Articles.PLAIN,
			List.of(HandWritten.Transactional.class), Settings.OFF, Settings.HAND_WRITTEN),

	/** The same with ten listeners. */
	HAND_WRITTEN_TEN("hand-written, ten listeners", Articles.PLAIN, Collections.nCopies(10, HandWritten.Typed.class),
			Settings.OFF, Settings.HAND_WRITTEN),

	/** Spring Data's events of aggregates. */
	DOMAIN_EVENTS("Spring Data @DomainEvents", Articles.ANNOUNCED, List.of(Announced.InTransaction.class),
			Settings.OFF),

	/** Hibernate's own listeners, without Spring. */
	HIBERNATE_LISTENER("Hibernate PostInsertEventListener", Articles.PLAIN, List.of(HibernateListening.class),
			Settings.OFF),

	/** Spring Modulith's register of publications. */
	MODULITH("Spring Modulith registry", Articles.ANNOUNCED, List.of(Announced.AfterCommit.class), Settings.OFF,
			Settings.MODULITH),

	/** Hibernate Envers. */
	ENVERS("Hibernate Envers", Articles.AUDITED, List.of(), Settings.OFF, Settings.ENVERS),

	/** post-save, to which nobody listens. */
	NOBODY("post-save, nobody listens", Articles.PLAIN, List.of()),

	/** post-save, whose listeners listen to other types. */
	OTHERS("post-save, others listen to other types", Articles.PLAIN, List.of(Listening.ToOthers.class)),

	/** post-save with one listener to {@code PostSaveEvent<PlainArticle>}. */
	TYPED("post-save, typed listener", Articles.PLAIN, List.of(Listening.Typed.class)),

	/** post-save with a listener to created and one to updated articles. */
	KINDS("post-save, Created<T> listener", Articles.PLAIN, List.of(Listening.ToKinds.class)),

	/** post-save with a listener that asks for a changed attribute. */
	CHANGED("post-save, hasChanged condition", Articles.PLAIN, List.of(Listening.Conditional.class)),

	/** post-save with one listener after the commit. */
	AFTER_COMMIT("post-save, listener after the commit", Articles.PLAIN, List.of(Listening.Typed.class),
			Settings.AFTER_COMMIT),

	/** post-save with a listener that Spring tells after the commit. */
	TRANSACTIONAL("post-save, @TransactionalEventListener", Articles.PLAIN, List.of(Listening.Transactional.class)),

	/** post-save with ten listeners. */
	TEN("post-save, ten listeners", Articles.PLAIN, Collections.nCopies(10, Listening.Typed.class)),

	/** Nothing at all, for an entity with a collection. */
	PLAIN_TAGGED("plain, entity with a collection", Articles.TAGGED, List.of(), Settings.OFF),

	/** post-save with one listener to an entity with a collection. */
	TAGGED("post-save, typed listener, entity with a collection", Articles.TAGGED, List.of(Listening.Tagged.class));

	private final String label;

	private final Articles<?> articles;

	private final List<? extends Class<?>> listeners;

	private final List<Settings> settings;

	Variant(String label, Articles<?> articles, List<? extends Class<?>> listeners, Settings... settings) {
		this.label = label;
		this.articles = articles;
		this.listeners = listeners;
		this.settings = List.of(settings);
	}

	String label() {
		return this.label;
	}

	/**
	 * Return what the variant is compared with: the same saves without anybody being
	 * told.
	 */
	Variant base() {
		return (this == TAGGED) ? PLAIN_TAGGED : PLAIN;
	}

	boolean isPostSave() {
		return !this.settings.contains(Settings.OFF);
	}

	/**
	 * How many listeners are called for each save.
	 */
	int callsPerSave() {
		return (this == OTHERS) ? 0 : this.listeners.size();
	}

	/**
	 * Starts the variant's application on a database.
	 */
	RunningShop<?> start(Database database) throws IOException {
		return new RunningShop<>(this.articles, this.listeners, this.settings, database);
	}

}
