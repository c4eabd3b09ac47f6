package io.postsave.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags of the observations of listener calls. A bean of this type takes the
 * place of {@link DefaultPostSaveListenerObservationConvention}.
 *
 * @since 0.1.0
 */
public interface PostSaveListenerObservationConvention
		extends ObservationConvention<PostSaveListenerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof PostSaveListenerObservationContext;
	}

}
