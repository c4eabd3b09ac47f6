package io.postsave.guide.coming;

import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * The event that goes with {@link SavePublisher}.
 *
 * @param <T> the entity class
 * @param entity the entity
 * @param created whether it is new
 */
record Saved<T>(T entity, boolean created) implements ResolvableTypeProvider {

	@Override
	public ResolvableType getResolvableType() {
		return ResolvableType.forClassWithGenerics(Saved.class, ResolvableType.forInstance(this.entity));
	}

}
