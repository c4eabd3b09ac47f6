package io.postsave.startup;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application with durable listeners that is processed ahead of time, and run
 * from what was generated.
 */
class AheadOfTimeIntegrationTests {

	@Test
	void failedEventIsDeliveredAgain(@TempDir Path folder) throws Exception {
		Path classes = process(folder);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		try (URLClassLoader loader = new URLClassLoader(urls(classes), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Object delivered = loader.loadClass(ParcelService.class.getName())
				.getMethod("run", String[].class)
				.invoke(null, (Object) new String[] { "--post-save.modulith.resubmit-interval=200ms" });
			assertThat(delivered).isEqualTo(List.of("Broken down", "Delivered to Main Street"));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
			System.clearProperty(AotDetector.AOT_ENABLED);
		}
	}

	private static Path process(Path folder) throws IOException {
		Path sources = folder.resolve("sources");
		Path classes = folder.resolve("classes");
		new SpringApplicationAotProcessor(ParcelService.class,
				AbstractAotProcessor.Settings.builder()
					.sourceOutput(sources)
					.resourceOutput(classes)
					.classOutput(classes)
					.groupId("io.postsave")
					.artifactId("parcels")
					.build(),
				new String[0])
			.process();
		try (Stream<Path> files = Files.walk(sources)) {
			String[] options = Stream.concat(
					Stream.of("-nowarn", "-proc:none", "-d", classes.toString(), "-classpath",
							classes + File.pathSeparator + System.getProperty("java.class.path")),
					files.map(Path::toString).filter((file) -> file.endsWith(".java")))
				.toArray(String[]::new);
			assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
		}
		assertThat(classes.resolve("io/postsave/modulith/PostSaveModulithAutoConfiguration__BeanDefinitions.class"))
			.exists();
		return classes;
	}

	private static URL[] urls(Path generated) {
		return Stream
			.concat(Stream.of(generated),
					Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of))
			.map(AheadOfTimeIntegrationTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
