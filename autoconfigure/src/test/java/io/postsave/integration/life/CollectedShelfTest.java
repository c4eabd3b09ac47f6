package io.postsave.integration.life;

import java.util.List;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of an application whose entities own collections, which finds it empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectedShelfTest {

	private CollectedShelf shelf;

	abstract CollectedShelf open();

	@BeforeAll
	void openShelf() {
		this.shelf = open();
	}

	@AfterAll
	void closeShelf() {
		this.shelf.close();
	}

	@BeforeEach
	void reset() {
		this.shelf.reset();
	}

	final CollectedShelf shelf() {
		return this.shelf;
	}

	final Object stored(CollectionKind kind, @Nullable String elements) {
		Object id = this.shelf.inTransaction(() -> CollectedShelf.get(persisted(kind, elements), "id"));
		this.shelf.forget();
		return id;
	}

	final Object persisted(CollectionKind kind, @Nullable String elements) {
		Object folder = this.shelf.create("Folder");
		CollectedShelf.set(folder, "name", "one");
		CollectedShelf.set(folder, "box.colour", "blue");
		CollectedShelf.set(folder, "box.inner.shape", "round");
		CollectedShelf.set(folder, kind.path(), (elements != null) ? kind.of(this.shelf, elements) : null);
		this.shelf.entityManager().persist(folder);
		return folder;
	}

	final Object folder(Object id) {
		return this.shelf.find("Folder", id);
	}

	/**
	 * What is told of others than those that are elements.
	 */
	final List<PostWriteEvent<?>> told() {
		return this.shelf.heard()
			.stream()
			.filter((event) -> event.getEntityType() != this.shelf.type("Topic")
					&& event.getEntityType() != this.shelf.type("Page"))
			.toList();
	}

	final PostWriteEvent<?> only() {
		assertThat(told()).hasSize(1);
		return told().get(0);
	}

	final PostWriteEvent<?> last() {
		return told().get(told().size() - 1);
	}

	final PostWriteEvent<?> toldOf(Object id) {
		return told().stream().filter((event) -> id.equals(event.getId())).findFirst().orElseThrow();
	}

	final void assertNothingToldOf(CollectionKind kind) {
		if (kind.pathWithin().isEmpty()) {
			assertThat(told()).noneSatisfy((event) -> assertThat(event.hasChanged(kind.attribute())).isTrue());
		}
		else {
			assertThat(told()).allSatisfy((event) -> assertThat(event).isInstanceOf(PostSaveEvent.Created.class));
		}
	}

	final void assertContents(PostWriteEvent<?> event, CollectionKind kind, @Nullable String oldElements,
			@Nullable String newElements) {
		AttributeChange change = event.getChanges().get(kind.attribute());
		assertThat(change).as("change of " + kind.attribute() + " among " + event.getChanges()).isNotNull();
		assertThat(kind.describe(CollectedShelf.get(change.oldValue(), kind.pathWithin()))).as("old")
			.isEqualTo(expected(kind, oldElements));
		assertThat(kind.describe(CollectedShelf.get(change.newValue(), kind.pathWithin()))).as("new")
			.isEqualTo(expected(kind, newElements));
	}

	final @Nullable String expected(CollectionKind kind, @Nullable String elements) {
		return (elements != null) ? this.shelf.inTransaction(() -> kind.describe(kind.of(this.shelf, elements))) : null;
	}

}
