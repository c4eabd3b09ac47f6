package io.postsave.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import io.postsave.integration.support.BookshopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;
import org.springframework.util.StringUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of an application that is processed ahead of time.
 */
class AheadOfTimeTests {

	private static FreshClasses application;

	/**
	 * What is built does not know the delivery: it is read when the application runs.
	 */
	@Test
	void sameIsBuiltForEitherDelivery() throws IOException {
		Map<String, String> inTransaction = sourcesFor("post-save.delivery=in-transaction");
		assertThat(inTransaction).hasEntrySatisfying(
				"io/postsave/autoconfigure/PostSaveAutoConfiguration__BeanDefinitions.java",
				(source) -> assertThat(source).contains("getPostSaveRecorder"));
		assertThat(sourcesFor("post-save.delivery=after-commit")).isEqualTo(inTransaction);
	}

	@Test
	void whatIsBuiltSwitchedOffStaysOff() throws IOException {
		assertThat(sourcesFor("post-save.enabled=false"))
			.containsKey("io/postsave/autoconfigure/PostSaveSwitchedOffAutoConfiguration__BeanDefinitions.java")
			.doesNotContainKey("io/postsave/autoconfigure/PostSaveAutoConfiguration__BeanDefinitions.java");
	}

	@Test
	void deliveryIsThatOfTheRun() throws Exception {
		assertThat(run()).containsExactlyInAnyOrder("Told in the transaction", "Told by a condition",
				"2 books are there");
		assertThat(run("--post-save.delivery=after-commit")).containsExactlyInAnyOrder("Told after the commit",
				"Told by a condition", "2 books are there");
	}

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void nobodyIsToldInARunThatIsSwitchedOff(String delivery) throws Exception {
		assertThat(run("--post-save.enabled=false", "--post-save.delivery=" + delivery))
			.containsExactly("2 books are there");
	}

	@Test
	void runIsRefusedThatIsNeitherOnNorOff() {
		assertThatException().isThrownBy(() -> run("--post-save.enabled=maybe"))
			.withStackTraceContaining("It has to be either 'true' or 'false'.");
	}

	@BeforeAll
	static void process(@TempDir Path folder) throws IOException {
		Path sources = folder.resolve("sources");
		Path classes = folder.resolve("classes");
		new SpringApplicationAotProcessor(ProcessedBookshop.class,
				AbstractAotProcessor.Settings.builder()
					.sourceOutput(sources)
					.resourceOutput(classes)
					.classOutput(classes)
					.groupId("io.postsave")
					.artifactId("bookshop")
					.build(),
				new String[0])
			.process();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> files = Files.walk(sources)) {
			String[] options = Stream.concat(
					Stream.of("-nowarn", "-proc:none", "-d", classes.toString(), "-classpath",
							classes + File.pathSeparator + System.getProperty("java.class.path")),
					files.map(Path::toString).filter((file) -> file.endsWith(".java")))
				.toArray(String[]::new);
			assertThat(compiler.run(null, null, null, options)).isZero();
		}
		application = new FreshClasses(classes);
	}

	@AfterAll
	static void close() throws IOException {
		application.close();
	}

	private static List<String> run(String... arguments) throws Exception {
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		try {
			return application.run(ProcessedBookshop.class,
					StringUtils.addStringToArray(arguments, "--spring.datasource.generate-unique-name=true"));
		}
		finally {
			System.clearProperty(AotDetector.AOT_ENABLED);
		}
	}

	private static Map<String, String> sourcesFor(String property) throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(property).applyTo(context);
			context.register(BookshopApplication.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get("io.postsave", "Application")), files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
		}
		Map<String, String> sources = new TreeMap<>();
		for (Map.Entry<String, InputStreamSource> file : files.getGeneratedFiles(Kind.SOURCE).entrySet()) {
			sources.put(file.getKey(), new String(file.getValue().getInputStream().readAllBytes(), UTF_8));
		}
		return sources;
	}

}
