package io.postsave.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches if no save can be told: post-save is switched off, or a class that it needs is
 * not on the class path, as Hibernate's where another provider is used.
 */
final class OnNothingTold extends OnSwitchedOn {

	private static final List<String> NEEDED = List.of("org.hibernate.engine.spi.SessionFactoryImplementor",
			"jakarta.persistence.EntityManagerFactory",
			"org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean",
			"org.springframework.transaction.PlatformTransactionManager");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionOutcome switchedOn = super.getMatchOutcome(context, metadata);
		if (!switchedOn.isMatch()) {
			return ConditionOutcome.match(switchedOn.getConditionMessage());
		}
		String missing = missingIn(context.getClassLoader());
		ConditionMessage.Builder message = ConditionMessage.forCondition("post-save");
		return (missing != null)
				? ConditionOutcome
					.match(message.because("it tells of no save without Hibernate: did not find class " + missing))
				: ConditionOutcome.noMatch(message.because("it is switched on and found what it needs"));
	}

	/**
	 * Return the name of a class that is needed and not there, {@code null} if all are.
	 */
	static @Nullable String missingIn(@Nullable ClassLoader classLoader) {
		for (String name : NEEDED) {
			if (!ClassUtils.isPresent(name, classLoader)) {
				return name;
			}
		}
		return null;
	}

}
