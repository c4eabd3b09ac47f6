package io.postsave.integration.life;

import java.util.Collection;
import java.util.Map;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of collections that several flushes of a transaction write: each is told in the
 * transaction, and all of them as one after the commit.
 */
abstract class AbstractMergedCollectionsIntegrationTests extends CollectedShelfTest {

	@ParameterizedTest
	@EnumSource
	void contentThatWasToldStaysWhatItWas(CollectionKind kind) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectionWork.CHANGED.doWith(shelf(), folder, kind);
			shelf().entityManager().flush();
			CollectionWork.GROWN.doWith(shelf(), folder, kind);
		});
		boolean merged = shelf().isMerging();
		assertThat(told()).hasSize(merged ? 1 : 2);
		assertContents(last(), kind, merged ? "ab" : "bc", "abc");
		if (!merged) {
			assertContents(told().get(0), kind, "ab", "bc");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MUTABLE_EMBEDDABLES", "BAG_OF_MUTABLE", "MAP_OF_MUTABLE" })
	void elementThatIsChangedItselfIsAChange(CollectionKind kind) {
		Object id = stored(kind, "a");
		shelf().inTransaction(() -> {
			Object marks = CollectedShelf.loaded(folder(id), kind.path());
			Object mark = (marks instanceof Map<?, ?> map) ? map.values().iterator().next()
					: ((Collection<?>) marks).iterator().next();
			CollectedShelf.set(mark, "text", "x");
			shelf().entityManager().flush();
			CollectedShelf.set(mark, "text", "y");
		});
		assertContents(last(), kind, shelf().isMerging() ? "a" : "x", "y");
	}

	@ParameterizedTest
	@EnumSource
	void severalWritesAreToldOnceAfterTheCommit(CollectionKind kind) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectionWork.CHANGED.doWith(shelf(), folder, kind);
			shelf().entityManager().flush();
			CollectedShelf.set(folder, "name", "other");
			shelf().entityManager().flush();
			CollectionWork.CLEARED.doWith(shelf(), folder, kind);
		});
		if (shelf().isMerging()) {
			assertContents(only(), kind, "ab", "");
			assertThat(only().getChanges()).containsOnlyKeys("name", kind.attribute());
		}
		else {
			assertThat(told()).hasSize(3);
			assertContents(told().get(0), kind, "ab", "bc");
			assertThat(told().get(1).getChanges()).containsOnlyKeys("name");
			assertContents(told().get(2), kind, "bc", "");
		}
	}

	@ParameterizedTest
	@EnumSource
	void collectionThatIsChangedLaterThanItsEntityIsCreated(CollectionKind kind) {
		shelf().inTransaction(() -> {
			Object folder = persisted(kind, "ab");
			shelf().entityManager().flush();
			CollectionWork.CHANGED.doWith(shelf(), folder, kind);
		});
		boolean merged = shelf().isMerging();
		assertThat(told()).hasSize(merged ? 1 : 2);
		assertThat(told().get(0)).isInstanceOf(PostSaveEvent.Created.class);
		assertContents(told().get(0), kind, null, merged ? "bc" : "ab");
		if (!merged) {
			assertContents(last(), kind, "ab", "bc");
		}
	}

	@ParameterizedTest
	@EnumSource
	void collectionThatIsChangedBackByALaterFlushIsNoChangeAfterTheCommit(CollectionKind kind) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectionWork.CHANGED.doWith(shelf(), folder, kind);
			CollectedShelf.set(folder, "name", "other");
			shelf().entityManager().flush();
			kind.change(shelf(), CollectedShelf.get(folder, kind.path()), "ab");
		});
		if (shelf().isMerging()) {
			assertThat(only().getChanges()).containsOnlyKeys("name");
			assertThat(only().hasChanged(kind.attribute())).isFalse();
		}
		else {
			assertThat(told()).hasSize(2);
			assertContents(last(), kind, "bc", "ab");
		}
	}

	@ParameterizedTest
	@EnumSource
	void deletionBehindAChangeHasTheContentOfBeforeTheTransactionAfterTheCommit(CollectionKind kind) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectionWork.CHANGED.doWith(shelf(), folder, kind);
			shelf().entityManager().flush();
			shelf().entityManager().remove(folder);
		});
		boolean merged = shelf().isMerging();
		assertThat(told()).hasSize(merged ? 1 : 2);
		assertThat(last()).isInstanceOf(PostDeleteEvent.class);
		assertContents(last(), kind, merged ? "ab" : "bc", null);
	}

}
