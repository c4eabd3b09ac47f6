package io.postsave.autoconfigure;

import java.util.Locale;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless post-save is switched off. A value that is neither true nor false fails
 * the startup: whoever meant to switch something on would else have it off in silence.
 */
class OnSwitchedOn extends SpringBootCondition {

	private static final String PROPERTY = "post-save.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean enabled = isEnabled(context.getEnvironment());
		return new ConditionOutcome(enabled,
				ConditionMessage.forCondition("post-save").because(PROPERTY + " is " + enabled));
	}

	/**
	 * Whether post-save is switched on in an environment.
	 * @throws InvalidConfigurationPropertyValueException if that cannot be told
	 */
	static boolean isEnabled(Environment environment) {
		String value = Binder.get(environment).bind(PROPERTY, String.class).orElse("true");
		return switch (value.strip().toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new InvalidConfigurationPropertyValueException(PROPERTY, value,
					"It has to be either 'true' or 'false'.");
		};
	}

}
