package io.postsave.modulith;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Loads an entity when it is first asked for.
 */
final class EntityLoad implements Supplier<Object> {

	private final Supplier<Object> loader;

	private @Nullable Object entity;

	EntityLoad(Supplier<Object> loader) {
		Assert.notNull(loader, "'loader' must not be null");
		this.loader = loader;
	}

	@Override
	public synchronized Object get() {
		Object loaded = this.entity;
		if (loaded == null) {
			loaded = this.loader.get();
			this.entity = loaded;
		}
		return loaded;
	}

}
