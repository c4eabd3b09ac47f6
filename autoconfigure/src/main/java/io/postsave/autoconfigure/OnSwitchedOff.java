package io.postsave.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if post-save is switched off.
 */
final class OnSwitchedOff extends OnSwitchedOn {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionOutcome switchedOn = super.getMatchOutcome(context, metadata);
		return new ConditionOutcome(!switchedOn.isMatch(), switchedOn.getConditionMessage());
	}

}
