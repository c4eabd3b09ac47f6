package io.postsave.autoconfigure;

import io.postsave.autoconfigure.PostSaveProperties.Delivery;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if saves are delivered after the commit, however the property's value is
 * spelled.
 */
final class OnAfterCommitDelivery extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Delivery delivery = Binder.get(context.getEnvironment())
			.bind("post-save.delivery", Delivery.class)
			.orElse(Delivery.IN_TRANSACTION);
		return new ConditionOutcome(delivery == Delivery.AFTER_COMMIT,
				ConditionMessage.forCondition("After-commit delivery").found("delivery").items(delivery));
	}

}
