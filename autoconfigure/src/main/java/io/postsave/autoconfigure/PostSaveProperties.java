package io.postsave.autoconfigure;

import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of post-save.
 *
 * @param enabled Whether events are published. If switched off, nothing is added to the
 * application or its persistence units but a PostSaveEvents bean that runs blocks as they
 * are. An application that was processed ahead of time with it switched on can be run
 * with it switched off, not the other way around. A value that is neither true nor false
 * fails the startup.
 * @param delivery When plain event listener methods are told of a write that are
 * annotated with neither InTransaction nor AfterCommit. An unknown value fails the
 * startup.
 * @param exclude Fully qualified names of entity classes, superclasses or packages whose
 * entities are never told. Subclasses and subpackages are included. A name that is
 * neither a class nor a package fails the startup, since a misspelled exclusion would
 * tell what is meant to be silent.
 * @param maxRounds Number of rounds in which listeners may cause further writes before a
 * transaction fails, and of commits after which a chain of them, each made by a listener
 * to the one before, is told no further. Has to be positive: writes are told in at least
 * one round.
 */
@ConfigurationProperties("post-save")
public record PostSaveProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("in-transaction") Delivery delivery, @DefaultValue List<String> exclude,
		@DefaultValue("64") int maxRounds) {

	/**
	 * Creates the properties.
	 * @throws InvalidConfigurationPropertyValueException if there is no positive number
	 * of rounds
	 */
	public PostSaveProperties {
		if (maxRounds < 1) {
			throw new InvalidConfigurationPropertyValueException("post-save.max-rounds", maxRounds,
					"Saves are told in at least one round, so it has to be positive.");
		}
		exclude = List.copyOf(exclude);
	}

	/**
	 * Return the properties as an environment has them: a unit may be needed at a time
	 * when no bean of properties can be bound yet.
	 */
	static PostSaveProperties in(Environment environment) {
		return Binder.get(environment).bindOrCreate("post-save", PostSaveProperties.class);
	}

	/**
	 * When plain event listener methods are told of a write that are annotated with
	 * neither {@link io.postsave.InTransaction} nor {@link io.postsave.AfterCommit}.
	 */
	public enum Delivery {

		/**
		 * When the flush that wrote the row ends, in the same transaction: what a
		 * listener saves is committed or rolled back with it, and its exceptions reach
		 * the caller.
		 */
		IN_TRANSACTION,

		/**
		 * When the transaction that wrote the row has committed, once for each row: what
		 * a listener saves is committed on its own, and its exceptions reach the error
		 * handler.
		 */
		AFTER_COMMIT;

		/**
		 * The value as it is written in configuration files and listed in messages.
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
