package io.postsave.autoconfigure;

import java.io.IOException;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.hibernate.Version;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.PostInsertEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.OverridingClassLoader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link VersionCheck}, and of the {@link References} by which it finds what is
 * missing.
 */
class VersionCheckTests {

	private final ClassLoader classLoader = getClass().getClassLoader();

	@Test
	void versionsOfTheClassPathAreRefusedForNothing() {
		assertThatNoException().isThrownBy(() -> VersionCheck.verify(this.classLoader));
		assertThat(References.unresolvedIn(this.classLoader)).isEmpty();
	}

	@Test
	void versionsOfTheClassPathAreAmongTheTestedOnes() {
		assertThat(VersionCheck.areTested(SpringBootVersion.getVersion(), Version.getVersionString())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "4.0.7, 7.2.19.Final", "4.0.12, 7.2.20.Final", "4.1.0, 7.4.1.Final", "4.1.2, 7.4.13.Final",
			"4.2.0-M1, 7.4.5.Final" })
	void testedVersionsAreNotLookedAt(String springBoot, String hibernate) {
		assertThat(VersionCheck.areTested(springBoot, hibernate)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "4.0.6, 7.2.19.Final", "3.5.0, 6.6.15.Final", "4.1.0, 7.1.8.Final", "4.1.0, 7.2.18.Final",
			"4.3.0, 7.4.13.Final", "5.0.0, 8.0.0.Beta1", "4.1.0, [WORKING]", "4.1.0,", ", 7.4.1.Final" })
	void otherVersionsAreLookedAt(String springBoot, String hibernate) {
		assertThat(VersionCheck.areTested(springBoot, hibernate)).isFalse();
	}

	@Test
	void otherVersionThatLacksNothingIsNotRefused() {
		assertThatNoException().isThrownBy(() -> VersionCheck.verify("5.0.0", "8.0.0.Final", this.classLoader));
	}

	@Test
	void refusalNamesWhatIsFoundWhatIsNeededAndWhatToDo() {
		ClassLoader older = new FilteredClassLoader(EventListenerGroups.class);
		assertThatExceptionOfType(RefusedStartupException.class)
			.isThrownBy(() -> VersionCheck.verify("3.5.0", null, older))
			.satisfies((refused) -> {
				assertThat(refused.reason()).contains("needs Spring Boot 4.0.7 or newer", "7.2.19 or newer",
						"found Spring Boot 3.5.0 with Hibernate of an unknown version",
						EventListenerGroups.class.getName(), " more.");
				assertThat(refused.remedy()).contains("Use a newer Spring Boot", "newer than 4.2 and 7.4",
						"post-save.enabled=false");
			});
	}

	@Test
	void autoConfigurationsAreReadWhereSpringBootHasOthers() throws IOException {
		ClassLoader another = new FilteredClassLoader("org.springframework.boot.hibernate",
				"org.springframework.boot.data");
		for (Class<?> type : List.of(PostSaveAutoConfiguration.class, PostSaveSwitchedOffAutoConfiguration.class)) {
			assertThat(new SimpleMetadataReaderFactory(another).getMetadataReader(type.getName())
				.getAnnotationMetadata()
				.getAnnotationAttributes(AutoConfiguration.class.getName())).containsKey("before");
		}
	}

	@Test
	void methodIsMissedThatIsThereNoMore() {
		assertThat(References.unresolvedIn(new Shortened(SharedSessionContractImplementor.class, "isStateless")))
			.containsExactly(SharedSessionContractImplementor.class.getName() + ".isStateless");
	}

	@Test
	void inheritedMethodIsMissedThatIsThereNoMore() throws NoSuchMethodException {
		Class<?> superclass = PostInsertEvent.class.getMethod("getEntity").getDeclaringClass();
		assertThat(superclass).isNotEqualTo(PostInsertEvent.class);
		assertThat(References.unresolvedIn(new Shortened(superclass, "getEntity")))
			.anyMatch((name) -> name.endsWith("Event.getEntity"));
	}

	@Test
	void fieldIsMissedThatIsThereNoMore() {
		assertThat(References.unresolvedIn(new Shortened(EventListenerGroups.class, "eventListenerGroup_FLUSH")))
			.containsExactly(EventListenerGroups.class.getName() + ".eventListenerGroup_FLUSH");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hibernate", "delivery", "listener", "jpa" })
	void referencesOfAllClassesOfAPackageAreKnown(String name) {
		List<String> classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.postsave." + name)
			.stream()
			.map(JavaClass::getName)
			.filter((type) -> !type.endsWith("package-info"))
			.toList();
		assertThat(classes).isNotEmpty();
		assertThat(References.known(this.classLoader)).containsAll(classes);
	}

	/**
	 * Has Hibernate as it is, except that a class of it lacks a member.
	 */
	private static final class Shortened extends OverridingClassLoader {

		private final String className;

		private final String member;

		Shortened(Class<?> type, String member) {
			super(type.getClassLoader());
			this.className = type.getName();
			this.member = member;
		}

		@Override
		protected boolean isEligibleForOverriding(String className) {
			return className.startsWith("org.hibernate.");
		}

		@Override
		protected byte[] transformIfNecessary(String name, byte[] bytes) {
			if (!name.equals(this.className)) {
				return bytes;
			}
			ClassWriter shortened = new ClassWriter(0);
			new ClassReader(bytes).accept(new Omission(shortened, this.member), 0);
			return shortened.toByteArray();
		}

	}

	/**
	 * Leaves out members of a name.
	 */
	private static final class Omission extends ClassVisitor {

		private final String member;

		Omission(ClassVisitor next, String member) {
			super(SpringAsmInfo.ASM_VERSION, next);
			this.member = member;
		}

		@Override
		public @Nullable FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
				@Nullable Object value) {
			return name.equals(this.member) ? null : super.visitField(access, name, descriptor, signature, value);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			return name.equals(this.member) ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
		}

	}

}
