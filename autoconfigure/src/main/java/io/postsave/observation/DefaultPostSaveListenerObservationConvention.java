package io.postsave.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import org.springframework.util.StringUtils;

/**
 * The names and tags that observations of listener calls have by default: the listener,
 * the entity's simple name, what was done to it, when it is told and how that ended. None
 * of them is an identifier or a value of an entity.
 *
 * @since 0.1.0
 */
public class DefaultPostSaveListenerObservationConvention implements PostSaveListenerObservationConvention {

	private static final String NAME = "postsave.listener";

	private static final KeyValue NO_EXCEPTION = KeyValue.of("exception", "none");

	private static final KeyValue SUCCESS = KeyValue.of("outcome", "SUCCESS");

	private static final KeyValue ERROR = KeyValue.of("outcome", "ERROR");

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(PostSaveListenerObservationContext context) {
		return "postsave " + StringUtils.uncapitalize(context.getBeanClass().getSimpleName()) + "."
				+ context.getMethod().getName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(PostSaveListenerObservationContext context) {
		Throwable error = context.getError();
		return KeyValues.of(KeyValue.of("code.namespace", context.getBeanClass().getName()),
				KeyValue.of("code.function", context.getMethod().getName()),
				KeyValue.of(EventTags.ENTITY, EventTags.entityOf(context)),
				KeyValue.of(EventTags.KIND, EventTags.kindOf(context)),
				KeyValue.of("postsave.delivery", context.isAfterCommit() ? "after-commit" : "in-transaction"),
				(error != null) ? ERROR : SUCCESS,
				(error != null) ? KeyValue.of("exception", error.getClass().getSimpleName()) : NO_EXCEPTION);
	}

}
