package io.postsave.integration.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/**
 * Loads the classes of one package as Hibernate's build plug-ins would have enhanced
 * them.
 */
public final class EnhancingClassLoader extends ClassLoader {

	private final String packageName;

	private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
		.getEnhancer(new DefaultEnhancementContext() {

			@Override
			public ClassLoader getLoadingClassLoader() {
				return EnhancingClassLoader.this.getParent();
			}

		});

	public EnhancingClassLoader(String packageName) {
		super(EnhancingClassLoader.class.getClassLoader());
		this.packageName = packageName;
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(this.packageName + ".")) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (stream == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] original = stream.readAllBytes();
			byte[] enhanced = this.enhancer.enhance(name, original);
			byte[] bytes = (enhanced != null) ? enhanced : original;
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
