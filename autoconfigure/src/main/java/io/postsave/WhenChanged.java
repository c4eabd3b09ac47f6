package io.postsave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has an {@link org.springframework.context.event.EventListener @EventListener} method be
 * told only of writes that {@linkplain PostWriteEvent#hasChanged(String) changed} one of
 * the named attributes: of a created entity those that are not {@code null}, of a deleted
 * one those that were not. It is told, too, where the changes are
 * {@linkplain PostWriteEvent#isChangesKnown() unknown}. After the commit, the changes are
 * those of the whole transaction; a {@code List} holds the events that are let through.
 * Can be used as a meta-annotation.
 * <p>
 * The names are checked against all entities that the method can hear, when the
 * application has started and, for a unit that is built later, when that is built. What
 * none of them has as an attribute that can change fails that, with a list of what they
 * have: the identifier, the version, an inverse collection and a path such as
 * {@code address.city} are no such attributes, an embedded attribute as a whole is one.
 * As long as a lazy persistence unit has not been built, it may have the name. A method
 * that can hear no entity is not checked.
 * <p>
 * The startup fails also where the method hears no {@link PostWriteEvent}, or is a
 * {@code @TransactionalEventListener}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface WhenChanged {

	/**
	 * The attributes of which one has to be changed.
	 * @return the names, at least one
	 */
	String[] value();

}
