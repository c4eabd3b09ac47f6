package io.postsave.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.util.ClassUtils;

/**
 * What the classes of post-save refer to in other libraries, as their class files say. So
 * there is no list of it that somebody would have to keep. Only classes are read that the
 * auto-configuration leads to: those for other uses refer to what need not be there.
 */
final class References {

	private static final String OWN = "io/postsave/";

	private final ClassLoader classLoader;

	private final Set<String> found = new HashSet<>();

	private final Deque<String> unread = new ArrayDeque<>();

	private final Set<String> unresolved = new TreeSet<>();

	private References(@Nullable ClassLoader classLoader) {
		this.classLoader = (classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader();
	}

	/**
	 * Return the names of what is referred to and not there.
	 * @param classLoader where it is looked for
	 */
	static Collection<String> unresolvedIn(@Nullable ClassLoader classLoader) {
		return readAll(classLoader).unresolved;
	}

	/**
	 * Return the names of the classes whose references are known.
	 */
	static Collection<String> known(@Nullable ClassLoader classLoader) {
		return readAll(classLoader).found.stream().map(ClassUtils::convertResourcePathToClassName).toList();
	}

	private static References readAll(@Nullable ClassLoader classLoader) {
		References references = new References(classLoader);
		references.add(new Reference(OWN + "autoconfigure/PostSaveAutoConfiguration", null, null));
		references.add(new Reference(OWN + "autoconfigure/PostSaveRuntimeHints", null, null));
		while (!references.unread.isEmpty()) {
			references.read(references.unread.remove());
		}
		return references;
	}

	private void read(String className) {
		try (InputStream file = this.classLoader.getResourceAsStream(className + ClassUtils.CLASS_FILE_SUFFIX)) {
			if (file != null) {
				readConstants(new ClassReader(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void readConstants(ClassReader file) {
		char[] buffer = new char[file.getMaxStringLength()];
		for (int item = 1; item < file.getItemCount(); item++) {
			Reference reference = Reference.in(file, item, buffer);
			if (reference != null) {
				add(reference);
			}
		}
	}

	private void add(Reference reference) {
		if (reference.className().startsWith(OWN)) {
			if (this.found.add(reference.className())) {
				this.unread.add(reference.className());
			}
		}
		else if (reference.isToLibrary() && !reference.isResolvedIn(this.classLoader)) {
			this.unresolved.add(reference.toString());
		}
	}

}
