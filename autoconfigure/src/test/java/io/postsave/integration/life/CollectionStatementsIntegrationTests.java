package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import io.postsave.PostWriteEvent;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application whose entities own collections executes what it executes
 * without us, whoever looks at their changes.
 */
class CollectionStatementsIntegrationTests {

	private static CollectedShelf without;

	private static CollectedShelf enhancedWithout;

	private static List<CollectedShelf> with;

	@BeforeAll
	static void open() {
		without = CollectedShelf.open("post-save.enabled=false");
		enhancedWithout = CollectedShelf.openEnhanced("post-save.enabled=false");
		with = List.of(CollectedShelf.open("post-save.delivery=in-transaction"),
				CollectedShelf.open("post-save.delivery=after-commit"),
				CollectedShelf.openEnhanced("post-save.delivery=in-transaction"),
				CollectedShelf.openEnhanced("post-save.delivery=after-commit"));
	}

	@AfterAll
	static void close() {
		without.close();
		enhancedWithout.close();
		with.forEach(CollectedShelf::close);
	}

	@ParameterizedTest
	@MethodSource("everyWork")
	void sameStatementsAreExecuted(CollectionKind kind, CollectionWork work, String type) {
		List<String> expected = executed(without, kind, work, type);
		List<String> enhanced = executed(enhancedWithout, kind, work, type);
		assertThat(expected).isNotEmpty();
		for (CollectedShelf shelf : with) {
			assertThat(executed(shelf, kind, work, type)).isEqualTo(shelf.isEnhanced() ? enhanced : expected);
		}
	}

	static Stream<Arguments> everyWork() {
		return EnumSet.allOf(CollectionKind.class)
			.stream()
			.flatMap((kind) -> Stream.of(CollectionWork.values()).map((work) -> Arguments.of(kind, work, "Folder")));
	}

	@ParameterizedTest
	@MethodSource("everyWorkWithASet")
	void sameStatementsAreExecutedForOtherEntities(CollectionWork work, String type) {
		sameStatementsAreExecuted(CollectionKind.SET, work, type);
	}

	static Stream<Arguments> everyWorkWithASet() {
		return Stream.of("Register", "Dossier", "Slip", "Stamped", "Sketch", "VersionedSketch")
			.flatMap((type) -> Stream.of(CollectionWork.values()).map((work) -> Arguments.of(work, type)));
	}

	private static List<String> executed(CollectedShelf shelf, CollectionKind kind, CollectionWork work, String type) {
		shelf.reset();
		shelf.ear().onEvent(CollectionStatementsIntegrationTests::look);
		Statistics statistics = shelf.bean(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics();
		statistics.clear();
		Object[] id = new Object[1];
		shelf.inTransaction(() -> {
			Object entity = shelf.create(type);
			CollectedShelf.set(entity, kind.path(), kind.of(shelf, "ab"));
			if (type.endsWith("Sketch")) {
				CollectedShelf.set(entity, "shapes", new ArrayList<>(List.of(shelf.create("Shape", "square"))));
			}
			shelf.entityManager().persist(entity);
			id[0] = CollectedShelf.get(entity, "id");
		});
		shelf.inTransaction(() -> {
			Object entity = shelf.find(type, id[0]);
			work.doWith(shelf, entity, kind);
			shelf.entityManager().flush();
			if (!work.isDeletion()) {
				CollectedShelf.set(entity, "name", "last");
			}
		});
		List<String> executed = new ArrayList<>(CollectedApplication.Statements.executed);
		executed.add(statistics.getFlushCount() + " flushes");
		return executed;
	}

	private static void look(PostWriteEvent<?> event) {
		event.getChanges().toString();
		event.getVersion();
		if (event.getChanges().containsKey("tags")) {
			event.hasChanged("tags");
		}
	}

}
