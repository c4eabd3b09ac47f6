package io.postsave.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what one may copy from this sample.
 */
class ArchitectureTests {

	private static final Path SOURCES = Path.of("src/main/java/io/postsave/sample");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption((location) -> !location.contains("__"))
		.importPackages("io.postsave.sample");

	@Test
	void entitiesDoNotKnowEvents() {
		noClasses().that()
			.areAnnotatedWith(Entity.class)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.postsave")
			.check(CLASSES);
	}

	@Test
	void entityIsNoResponse() {
		Set<JavaClass> responses = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(RestController.class))
			.flatMap((type) -> type.getMethods().stream())
			.flatMap((method) -> method.getReturnType().getAllInvolvedRawTypes().stream())
			.collect(Collectors.toSet());
		assertThat(responses).extracting(JavaClass::getSimpleName).contains("BookView", "AuditLine");
		assertThat(responses).noneMatch((type) -> type.isAnnotatedWith(Entity.class));
	}

	@Test
	void theStageIsNotNeededByThePlay() throws IOException {
		noClasses().that()
			.resideOutsideOfPackage("..live..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("..live..")
			.check(CLASSES);
		assertThat(linesIn(SOURCES.resolve("live"))).isLessThan(linesIn(SOURCES) / 3);
	}

	private static long linesIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.mapToLong(ArchitectureTests::linesOf)
				.sum();
		}
	}

	private static long linesOf(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
