package io.postsave.modulith;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of durable delivery by Spring Modulith.
 *
 * @param resubmitInterval Time between two resubmissions of the events that listeners
 * have failed to handle. Zero switches resubmission off.
 * @param maxAttempts Number of failed calls after which an event is not resubmitted to a
 * listener any more. Has to be positive.
 * @param goneRows What becomes of a saved entity's event if its row is gone when a
 * listener is called with it again.
 * @param typeAliases Present names of entity classes by the names that stored events have
 * of them. A name with a dollar sign is written in brackets.
 */
@ConfigurationProperties("post-save.modulith")
public record PostSaveModulithProperties(@DefaultValue("30s") Duration resubmitInterval,
		@DefaultValue("10") int maxAttempts, @DefaultValue("skip") GoneRows goneRows,
		@DefaultValue Map<String, String> typeAliases) {

	/**
	 * Creates the properties.
	 * @throws InvalidConfigurationPropertyValueException if the interval is negative, or
	 * the number of attempts is not positive
	 */
	public PostSaveModulithProperties {
		if (resubmitInterval.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("post-save.modulith.resubmit-interval",
					resubmitInterval, "A time between two resubmissions is positive, or zero for none.");
		}
		if (maxAttempts < 1) {
			throw new InvalidConfigurationPropertyValueException("post-save.modulith.max-attempts", maxAttempts,
					"Listeners are called at least once, so it has to be positive.");
		}
		typeAliases = Map.copyOf(typeAliases);
	}

	/**
	 * Return the properties as an environment has them: what intercepts the calls of
	 * listeners is created before any bean of properties should be.
	 */
	static PostSaveModulithProperties in(Environment environment) {
		return Binder.get(environment).bindOrCreate("post-save.modulith", PostSaveModulithProperties.class);
	}

	/**
	 * What becomes of a saved entity's event if its row is gone.
	 */
	public enum GoneRows {

		/**
		 * The listener is not called, and the event is completed.
		 */
		SKIP,

		/**
		 * The listener is not called, and the event fails, as if the listener had thrown
		 * an exception.
		 */
		FAIL;

		/**
		 * The value as it is written in configuration files and listed in messages.
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
