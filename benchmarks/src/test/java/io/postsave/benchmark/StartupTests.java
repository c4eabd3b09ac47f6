package io.postsave.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Startup}.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartupTests {

	private final Startup startup = new Startup();

	@BeforeEach
	void lookInTheDirectory(@TempDir Path directory) throws IOException {
		this.startup.directory = directory;
		Files.createFile(directory.resolve("post-save-sample-app-1-sources.jar"));
		Files.createFile(directory.resolve("post-save-sample-app-1.jar.original"));
	}

	@Test
	void applicationIsStoppedWhenItHasStarted() throws Exception {
		jar(Ready.class);
		this.startup.variant = Variant.PLAIN;
		assertThat(this.startup.sample())
			.isEqualTo("main : Started Ready in 1.2 seconds with --post-save.enabled=false");
		this.startup.stop();
	}

	@Test
	void applicationThatDoesNotStartIsAnError() throws Exception {
		jar(Failing.class);
		this.startup.variant = Variant.TYPED;
		assertThatIllegalStateException().isThrownBy(() -> this.startup.sample()).withMessageContaining("no database");
		this.startup.stop();
	}

	private void jar(Class<?> main) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH, main.getProtectionDomain().getCodeSource().getLocation().toString());
		try (OutputStream jar = Files.newOutputStream(this.startup.directory.resolve("post-save-sample-app-1.jar"))) {
			new JarOutputStream(jar, manifest).close();
		}
	}

	/**
	 * Says that it has started, as Spring Boot does, and does not end.
	 */
	static class Ready {

		public static void main(String[] args) throws InterruptedException {
			System.out.println("main : Started Ready in 1.2 seconds with " + args[0]);
			Thread.sleep(60_000);
		}

	}

	/**
	 * Says why it has not started.
	 */
	static class Failing {

		public static void main(String[] args) {
			System.out.println("There is no database");
		}

	}

}
