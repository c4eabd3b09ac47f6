package io.postsave;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an event tells of one write besides the entity: events ask for it when they are
 * first asked themselves, so that writes whose listeners do not look at it do not pay for
 * it.
 *
 * @since 0.1.0
 */
public interface WriteDetails extends AttributeChanges {

	/**
	 * Return the version of the row as it was written.
	 * @return the value of the {@code @Version} attribute, of a deleted row the last one;
	 * {@code null} if the entity has none or it is not known
	 */
	@Nullable Object version();

	/**
	 * Return what names the write, in all deliveries of it.
	 * @return the id, always the same one
	 */
	UUID eventId();

}
