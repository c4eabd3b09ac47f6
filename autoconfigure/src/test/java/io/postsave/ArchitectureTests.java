package io.postsave;

import java.util.Arrays;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.postsave.autoconfigure.PostSaveAutoConfiguration;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the arrows between the packages.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackagesOf(PostSaveEvent.class);

	@Test
	void arrowsRunOneWay() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("autoconfigure")
			.definedBy("io.postsave.autoconfigure")
			.layer("integrations")
			.definedBy("io.postsave.observation", "io.postsave.actuate", "io.postsave.modulith")
			.layer("test")
			.definedBy("io.postsave.test")
			.layer("jpa")
			.definedBy("io.postsave.jpa")
			.layer("hibernate")
			.definedBy("io.postsave.hibernate")
			.layer("delivery")
			.definedBy("io.postsave.delivery")
			.layer("listener")
			.definedBy("io.postsave.listener")
			.layer("root")
			.definedBy("io.postsave")
			.whereLayer("integrations")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("autoconfigure")
			.mayOnlyBeAccessedByLayers("integrations")
			.whereLayer("test")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("jpa")
			.mayOnlyBeAccessedByLayers("autoconfigure", "hibernate")
			.whereLayer("hibernate")
			.mayOnlyBeAccessedByLayers("autoconfigure", "integrations")
			.whereLayer("delivery")
			.mayOnlyBeAccessedByLayers("autoconfigure", "integrations", "test", "jpa", "hibernate")
			.whereLayer("listener")
			.mayOnlyBeAccessedByLayers("autoconfigure", "integrations", "delivery")
			.ensureAllClassesAreContainedInArchitecture()
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("io.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void classesHaveNoCycles() {
		slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void layersOfDeliveryKnowThoseBelow() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("entries")
			.definedBy(areOrAreIn("SaveRecorder", "CommitHook", "RowsLeftBehind", "MutingEvents", "ClearedSessions",
					"ExcludedTypes", "Mutes"))
			.layer("telling")
			.definedBy(areOrAreIn("SaveDelivery", "SessionRegistration", "DeliveryBeforeCommit",
					"InTransactionDelivery", "AfterCommitDelivery", "AfterCommitFailures", "CommittedLine",
					"RoundsAsIfCommitted", "ThrownFailures", "LoggingErrorHandler", "WriteEvents", "TellingMeter"))
			.layer("transactions")
			.definedBy(areOrAreIn("SpringTransactions", "FinishedTransactions", "FinishedTransaction",
					"LateSynchronizations", "RegisteredSynchronizations", "OpenCommits", "Commit", "CommitFailures"))
			.layer("keeping")
			.definedBy(
					areOrAreIn("OpenSessions", "Link", "RowsInCallbacks", "PendingSaves", "FlushedRows", "WaitingRows",
							"ListedEvents", "Round", "MergedRows", "Removals", "RemovedRows", "ExecutedRemovals"))
			.layer("port")
			.definedBy(areOrAreIn("WriteSession", "WrittenRow", "MappedEntity", "RowSource", "SavedType", "WriteKind",
					"Removal", "RemovalSource", "DeliveryMeter", "FlushDecisions", "EndlessSavesException"))
			.whereLayer("entries")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("telling")
			.mayOnlyBeAccessedByLayers("entries")
			.whereLayer("transactions")
			.mayOnlyBeAccessedByLayers("entries", "telling")
			.whereLayer("keeping")
			.mayOnlyBeAccessedByLayers("entries", "telling")
			.ensureAllClassesAreContainedInArchitecture()
			.check(CLASSES.that(JavaClass.Predicates.resideInAPackage("io.postsave.delivery")
				.and(DescribedPredicate.not(JavaClass.Predicates.simpleName("package-info")))));
	}

	@Test
	void jpaCallbacksAreOnlyInJpa() {
		noClasses().that()
			.resideOutsideOfPackage("io.postsave.jpa")
			.should()
			.dependOnClassesThat(belongToAnyOf(PrePersist.class, PostPersist.class, PreUpdate.class, PostUpdate.class,
					PreRemove.class, PostRemove.class, PostLoad.class, EntityListeners.class))
			.check(CLASSES);
	}

	@Test
	void hibernateIsOnlyInHibernate() {
		onlyIn("io.postsave.hibernate", "org.hibernate..");
	}

	@Test
	void springBootIsOnlyInAutoconfigureAndTheIntegrations() {
		onlyIn(new String[] { "io.postsave.autoconfigure", "io.postsave.observation", "io.postsave.actuate",
				"io.postsave.modulith" }, "org.springframework.boot..");
	}

	@Test
	void actuatorIsOnlyInActuate() {
		onlyIn("io.postsave.actuate", "org.springframework.boot.actuate..");
	}

	@Test
	void micrometerIsOnlyInObservation() {
		onlyIn("io.postsave.observation", "io.micrometer..");
	}

	@Test
	void modulithAndJacksonAreOnlyInModulith() {
		onlyIn("io.postsave.modulith", "org.springframework.modulith..");
		onlyIn("io.postsave.modulith", "org.springframework.integration..");
		onlyIn("io.postsave.modulith", "tools.jackson..");
	}

	@Test
	void springTestIsOnlyInTest() {
		onlyIn("io.postsave.test", "org.springframework.test..");
	}

	@Test
	void jpaIsNotInTheApiNorInTheListeners() {
		noClasses().that()
			.resideInAnyPackage("io.postsave", "io.postsave.listener")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.persistence..", "org.springframework.orm..")
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<JavaPackage> packages = CLASSES.getPackage("io.postsave").getSubpackagesInTree();
		assertThat(packages).extracting(JavaPackage::getName)
			.contains(PostSaveAutoConfiguration.class.getPackageName());
		assertThat(CLASSES.getPackage("io.postsave").isAnnotatedWith(NullMarked.class)).isTrue();
		assertThat(packages).allSatisfy(
				(javaPackage) -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as(javaPackage.getName())
					.isTrue());
	}

	@Test
	void typesOutsideTheApiArePublicForAnotherPackageOnly() {
		assertThat(CLASSES.that(arePublicButNotNeededByAnotherPackage())).extracting(JavaClass::getSimpleName)
			.containsExactlyInAnyOrder("PostSaveSwitchedOffAutoConfiguration", "PostSaveEndpointAutoConfiguration",
					"EndlessSavesException", "TestPostSave", "PostSaveObservationAutoConfiguration",
					"PostSaveMetricsAutoConfiguration", "PostSaveListenerObservationConvention",
					"PostSaveListenerObservationContext", "DefaultPostSaveListenerObservationConvention",
					"PostSaveModulithAutoConfiguration", "PostSaveModulithProperties", "GoneRows");
	}

	private static DescribedPredicate<JavaClass> areOrAreIn(String... topLevelClasses) {
		return DescribedPredicate.describe("are or are in " + String.join(", ", topLevelClasses),
				(type) -> Arrays.asList(topLevelClasses).contains(topLevelOf(type).getSimpleName()));
	}

	private static JavaClass topLevelOf(JavaClass type) {
		JavaClass topLevel = type;
		while (topLevel.getEnclosingClass().isPresent()) {
			topLevel = topLevel.getEnclosingClass().get();
		}
		return topLevel;
	}

	/**
	 * Takes a class with those that are nested in it as one.
	 */
	private static final class TopLevelClasses implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			JavaClass topLevel = topLevelOf(type);
			return topLevel.getPackageName().startsWith("io.postsave") ? SliceIdentifier.of(topLevel.getName())
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "top-level classes";
		}

	}

	private static void onlyIn(String home, String foreign) {
		onlyIn(new String[] { home }, foreign);
	}

	private static void onlyIn(String[] homes, String foreign) {
		noClasses().that()
			.resideOutsideOfPackages(homes)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(foreign)
			.check(CLASSES);
	}

	private static DescribedPredicate<JavaClass> arePublicButNotNeededByAnotherPackage() {
		return DescribedPredicate.describe("are public but not needed by another package",
				(type) -> isPublic(type) && !type.getPackageName().equals("io.postsave")
						&& type.getDirectDependenciesToSelf()
							.stream()
							.allMatch((dependency) -> dependency.getOriginClass()
								.getPackageName()
								.equals(type.getPackageName())));
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ArchitectureTests::isPublic).orElse(true);
	}

}
