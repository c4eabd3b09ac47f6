package io.postsave.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NativeDetector;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Refuses exclusions that exclude nothing.
 */
final class ExclusionCheck {

	private static final Pattern PACKAGE_NAME = Pattern
		.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
				+ "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

	private ExclusionCheck() {
	}

	static void verify(List<String> names, ResourceLoader resourceLoader) {
		for (String name : names) {
			if (!ClassUtils.isPresent(name, resourceLoader.getClassLoader()) && !isPackage(name, resourceLoader)) {
				throw new InvalidConfigurationPropertyValueException("post-save.exclude", name,
						"'" + name
								+ "' is neither a class nor a package with classes. Saves that are meant to be silent "
								+ "would be told.");
			}
		}
	}

	/**
	 * A native image has no class files to look for.
	 */
	private static boolean isPackage(String name, ResourceLoader resourceLoader) {
		if (!PACKAGE_NAME.matcher(name).matches()) {
			return false;
		}
		if (NativeDetector.inNativeImage()) {
			return true;
		}
		String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
				+ ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class";
		try {
			return new PathMatchingResourcePatternResolver(resourceLoader).getResources(pattern).length > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not look for package '" + name + "' of 'post-save.exclude'", ex);
		}
	}

}
