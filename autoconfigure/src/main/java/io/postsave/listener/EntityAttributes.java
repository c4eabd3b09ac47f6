package io.postsave.listener;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * What is to be known of an entity class to tell whether listener methods name its
 * attributes rightly.
 */
public interface EntityAttributes {

	/**
	 * Return the entity class.
	 * @return the class
	 */
	Class<?> entityType();

	/**
	 * Return the name of the persistence unit that the class belongs to.
	 * @return the name
	 */
	String persistenceUnit();

	/**
	 * Whether the class has an attribute of that name that can change.
	 * @param name the name
	 * @return {@code false} if it has none
	 */
	boolean isChangeable(String name);

	/**
	 * Return the attributes that can change.
	 * @return their names, in alphabetical order
	 */
	Collection<String> changeable();

	/**
	 * Say why a name is none of an attribute that can change, though the class has
	 * something of that name.
	 * @param name the name
	 * @return whole sentences, {@code null} if the class has nothing of that name
	 */
	@Nullable String refusal(String name);

	/**
	 * The entity classes of a persistence unit.
	 */
	interface Unit {

		/**
		 * Return the name of the unit.
		 * @return the name
		 */
		String persistenceUnit();

		/**
		 * Return the entity classes alone.
		 * @return the classes
		 */
		Collection<Class<?>> entityTypes();

		/**
		 * Return the entity classes. They may be asked for by another thread than that
		 * which has built the unit.
		 * @return the classes with their attributes
		 */
		Collection<? extends EntityAttributes> entities();

	}

}
