package io.postsave.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;

/**
 * Refuses versions of Spring Boot and Hibernate that lack something that post-save calls:
 * what is missing would else be noticed by a transaction, when it commits. Tested
 * versions are known to lack nothing. Of others, whatever post-save refers to is looked
 * up, which takes the better part of a second.
 */
final class VersionCheck {

	/**
	 * The lowest versions that were tested of each line. The first one is what is needed.
	 */
	private static final List<String> SPRING_BOOT = List.of("4.0.7", "4.1.0", "4.2.0");

	private static final List<String> HIBERNATE = List.of("7.2.19", "7.4.1");

	private static final String HIBERNATE_CLASS = "org.hibernate.engine.spi.SessionFactoryImplementor";

	private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)\\.(\\d+)\\b.*");

	private static final int MOST_NAMED = 3;

	private VersionCheck() {
	}

	/**
	 * Fails if something is missing.
	 * @param classLoader the class loader of the application
	 */
	static void verify(@Nullable ClassLoader classLoader) {
		String springBoot = SpringBootVersion.getVersion();
		String hibernate = versionOf(ClassUtils.resolveClassName(HIBERNATE_CLASS, classLoader));
		if (!areTested(springBoot, hibernate)) {
			verify(springBoot, hibernate, classLoader);
		}
	}

	/**
	 * A native image has no class files to look at, and was looked at when it was built.
	 */
	static void verify(@Nullable String springBoot, @Nullable String hibernate, @Nullable ClassLoader classLoader) {
		if (NativeDetector.inNativeImage()) {
			return;
		}
		Collection<String> missing = References.unresolvedIn(classLoader);
		if (!missing.isEmpty()) {
			throw new RefusedStartupException(
					"post-save needs Spring Boot " + SPRING_BOOT.get(0)
							+ " or newer with the Hibernate that it brings, " + HIBERNATE.get(0)
							+ " or newer. It found Spring Boot " + nameOf(springBoot) + " with Hibernate "
							+ nameOf(hibernate) + ", which lack what it calls: " + named(missing) + ".",
					"Use a newer Spring Boot, and leave the version of Hibernate to it: set no 'hibernate.version' and no "
							+ "version of 'hibernate-core'. If yours are newer than " + newest(SPRING_BOOT) + " and "
							+ newest(HIBERNATE)
							+ ", look for a newer post-save. Until then, 'post-save.enabled=false' starts the application "
							+ "without save events.");
		}
	}

	static boolean areTested(@Nullable String springBoot, @Nullable String hibernate) {
		return isTested(springBoot, SPRING_BOOT) && isTested(hibernate, HIBERNATE);
	}

	private static boolean isTested(@Nullable String version, List<String> lowest) {
		Matcher found = VERSION.matcher(nameOf(version));
		return found.matches() && lowest.stream()
			.map(VERSION::matcher)
			.anyMatch((tested) -> tested.matches() && tested.group(1).equals(found.group(1))
					&& Integer.parseInt(found.group(2)) >= Integer.parseInt(tested.group(2)));
	}

	private static @Nullable String versionOf(Class<?> type) {
		return type.getPackage().getImplementationVersion();
	}

	private static String nameOf(@Nullable String version) {
		return (version != null) ? version : "of an unknown version";
	}

	private static String named(Collection<String> missing) {
		String first = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
		int others = missing.size() - MOST_NAMED;
		return (others > 0) ? first + " and " + others + " more" : first;
	}

	private static String newest(List<String> versions) {
		String version = versions.get(versions.size() - 1);
		return version.substring(0, version.lastIndexOf('.'));
	}

}
