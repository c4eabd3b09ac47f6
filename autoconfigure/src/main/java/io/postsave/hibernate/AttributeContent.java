package io.postsave.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What would be written for an attribute of an entity.
 */
final class AttributeContent {

	private AttributeContent() {
	}

	/**
	 * Return the content of an attribute.
	 * @param value the value that has been read from it
	 * @return {@link NoContent#UNSTABLE} if it is another one when it is read again, or
	 * cannot be read
	 */
	static Object of(Object entity, EntityPersister persister, int index, @Nullable Object value,
			SharedSessionContractImplementor session) {
		try {
			Type type = persister.getPropertyTypes()[index];
			Object content = WrittenValue.of(type, value, session);
			return content.equals(WrittenValue.of(type, persister.getValue(entity, index), session)) ? content
					: NoContent.UNSTABLE;
		}
		catch (RuntimeException ex) {
			return NoContent.UNSTABLE;
		}
	}

}
