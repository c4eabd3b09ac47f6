package io.postsave.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The class path once more: classes that were not loaded before, next to those that were
 * generated, as an application has them that starts.
 */
final class FreshClasses implements AutoCloseable {

	private final Loader loader;

	FreshClasses(Path... generated) {
		this(Stream.concat(Arrays.stream(generated), classPath()));
	}

	private FreshClasses(Stream<Path> classPath) {
		this.loader = new Loader(classPath.map(FreshClasses::locationOf).toArray(URL[]::new));
	}

	/**
	 * Return the classes of an application that does without some libraries.
	 * @param prefix what the names of their files begin with
	 */
	static FreshClasses without(String prefix) {
		return new FreshClasses(classPath().filter((path) -> !path.toFile().getName().startsWith(prefix)));
	}

	private static Stream<Path> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
	}

	/**
	 * Calls a static method by which an application of the tests is run.
	 * @return what it returns
	 */
	@SuppressWarnings("unchecked")
	List<String> run(Class<?> application, String... arguments) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(this.loader);
		try {
			return (List<String>) this.loader.loadClass(application.getName())
				.getMethod("run", String[].class)
				.invoke(null, (Object) arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	/**
	 * Return the names of the classes that have been loaded from where another one is.
	 */
	List<String> loadedFromTheHomeOf(Class<?> neighbour) {
		URL home = neighbour.getProtectionDomain().getCodeSource().getLocation();
		synchronized (this.loader.loaded) {
			return this.loader.loaded.stream().filter((type) -> isAt(home, type)).map(Class::getName).sorted().toList();
		}
	}

	private static boolean isAt(URL location, Class<?> type) {
		return location.toString().equals(type.getProtectionDomain().getCodeSource().getLocation().toString());
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

	private static URL locationOf(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Remembers what it has loaded.
	 */
	private static final class Loader extends URLClassLoader {

		private final Set<Class<?>> loaded = Collections
			.synchronizedSet(new TreeSet<>(Comparator.comparing(Class::getName)));

		Loader(URL[] urls) {
			super(urls, ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			Class<?> type = super.findClass(name);
			this.loaded.add(type);
			return type;
		}

	}

}
