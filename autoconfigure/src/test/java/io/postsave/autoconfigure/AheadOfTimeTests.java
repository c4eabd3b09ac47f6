package io.postsave.autoconfigure;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import io.postsave.integration.support.BookshopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that is processed ahead of time.
 */
class AheadOfTimeTests {

	/**
	 * What is built does not know the delivery: it is read when the application runs.
	 */
	@Test
	void sameIsBuiltForEitherDelivery() throws IOException {
		Map<String, String> inTransaction = sourcesFor("in-transaction");
		assertThat(inTransaction).hasEntrySatisfying(
				"io/postsave/autoconfigure/PostSaveAutoConfiguration__BeanDefinitions.java",
				(source) -> assertThat(source).contains("getPostSaveRecorder"));
		assertThat(sourcesFor("after-commit")).isEqualTo(inTransaction);
	}

	private static Map<String, String> sourcesFor(String delivery) throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("post-save.delivery=" + delivery).applyTo(context);
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
