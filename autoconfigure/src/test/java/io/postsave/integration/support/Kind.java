package io.postsave.integration.support;

import java.util.function.BiConsumer;
import java.util.function.Function;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;

/**
 * The two ways in which Hibernate inserts an entity.
 */
public enum Kind {

	/**
	 * An identifier from a sequence: inserted by the flush.
	 */
	BOOK(Book.class, "title", Book::new, Book::getTitle, Book::setTitle),

	/**
	 * An identity column: inserted inside {@code persist}.
	 */
	NOTE(Note.class, "text", Note::new, Note::getText, Note::setText);

	private final Class<Object> type;

	private final String attribute;

	private final Function<String, Object> constructor;

	private final Function<Object, String> getter;

	private final BiConsumer<Object, String> setter;

	@SuppressWarnings("unchecked")
	<T> Kind(Class<T> type, String attribute, Function<String, T> constructor, Function<T, String> getter,
			BiConsumer<T, String> setter) {
		this.type = (Class<Object>) type;
		this.attribute = attribute;
		this.constructor = (Function<String, Object>) constructor;
		this.getter = (Function<Object, String>) getter;
		this.setter = (BiConsumer<Object, String>) setter;
	}

	public Class<Object> type() {
		return this.type;
	}

	public String typeName() {
		return this.type.getSimpleName();
	}

	public String attribute() {
		return this.attribute;
	}

	public Kind other() {
		return (this == BOOK) ? NOTE : BOOK;
	}

	public Object create(String text) {
		return this.constructor.apply(text);
	}

	public String textOf(Object entity) {
		return this.getter.apply(entity);
	}

	public void changeText(Object entity, String text) {
		this.setter.accept(entity, text);
	}

}
