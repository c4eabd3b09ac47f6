package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.Bookshop;
import io.postsave.integration.support.EverySave;
import io.postsave.integration.support.Kind;
import io.postsave.integration.support.LibraryTest;
import io.postsave.integration.support.Moment;
import io.postsave.integration.support.Saves;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that write, whatever is saved and whenever it is flushed. A round is
 * told in the order of writing before anything that its listeners have saved.
 */
@LibraryTest
abstract class AbstractWritingListenersIntegrationTests {

	private static final String BYSTANDER = "bystander";

	@Autowired
	Bookshop bookshop;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@EverySave
	void everySaveIsToldOnceInTheOrderOfWriting(Saves saves) {
		this.bookshop.prepare(saves);
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard()).isEqualTo(saves.told());
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
	}

	@EverySave
	void listenerSavesAnother(Saves saves) {
		Kind other = saves.kind().other();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop.save(other, "copy of " + saves.kind().textOf(entity)));
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("+" + other.typeName() + " copy of new ")));
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("copy of new "));
	}

	@EverySave
	void listenerSavesTheSameType(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop.save(kind, "copy of " + kind.textOf(entity)));
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("+" + kind.typeName() + " copy of new ")));
		assertThat(this.bookshop.stored(kind))
			.isEqualTo(concat(saves.numbered("new "), saves.numbered("copy of new ")));
	}

	@EverySave
	void listenerChangesTheSavedEntity(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> kind.changeText(entity, "changed " + kind.textOf(entity)));
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("~" + kind.typeName() + " changed new ")));
		assertThat(this.bookshop.stored(kind)).isEqualTo(saves.numbered("changed new "));
		assertThat(lastHeard().getChanges())
			.isEqualTo(Map.of(kind.attribute(), new AttributeChange(last(saves, "new "), last(saves, "changed new "))));
	}

	@EverySave
	void listenerChangesAnotherManagedEntity(Saves saves) {
		this.bookshop.prepare(saves);
		saveBystander();
		this.bookshop.onSave(saves,
				(entity) -> this.entityManager.find(Account.class, BYSTANDER).setOwner(saves.kind().textOf(entity)));
		this.bookshop.inTransaction(() -> {
			this.entityManager.find(Account.class, BYSTANDER);
			this.bookshop.performWithin(saves);
		});
		assertThat(this.bookshop.heard()).isEqualTo(concat(saves.told(), List.of("~Account bystander")));
		this.bookshop.inTransaction(() -> {
			Account bystander = this.entityManager.find(Account.class, BYSTANDER);
			assertThat(bystander.getOwner()).isEqualTo(last(saves, "new "));
			assertThat(bystander.getVersion()).isEqualTo(1);
		});
	}

	@EverySave
	void listenerDeletesTheSavedEntity(Saves saves) {
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, this.entityManager::remove);
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard()).isEqualTo(saves.told());
		assertThat(this.bookshop.stored(saves.kind())).isEmpty();
	}

	@EverySave
	void listenerDeletesAnotherEntity(Saves saves) {
		this.bookshop.prepare(saves);
		saveBystander();
		this.bookshop.onSave(saves, (entity) -> {
			Account bystander = this.entityManager.find(Account.class, BYSTANDER);
			if (bystander != null) {
				this.entityManager.remove(bystander);
			}
		});
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard()).isEqualTo(saves.told());
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
		assertThat(this.bookshop.storedAccounts()).isEmpty();
	}

	@EverySave
	void listenersQuerySeesWhatWasWritten(Saves saves) {
		Kind kind = saves.kind();
		List<Long> found = new ArrayList<>();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> found.add(this.bookshop.count(kind, kind.textOf(entity))));
		this.bookshop.perform(saves);
		assertThat(found).hasSize(saves.count()).containsOnly(1L);
		assertThat(this.bookshop.heard()).isEqualTo(saves.told());
		assertThat(this.bookshop.stored(kind)).isEqualTo(saves.numbered("new "));
	}

	@EverySave
	void listenersQuerySeesWhatTheListenerSaved(Saves saves) {
		Kind kind = saves.kind();
		List<Long> found = new ArrayList<>();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> {
			String copy = "copy of " + kind.textOf(entity);
			this.bookshop.save(kind, copy);
			found.add(this.bookshop.count(kind, copy));
		});
		this.bookshop.perform(saves);
		assertThat(found).hasSize(saves.count()).containsOnly(1L);
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("+" + kind.typeName() + " copy of new ")));
		assertThat(this.bookshop.stored(kind))
			.isEqualTo(concat(saves.numbered("new "), saves.numbered("copy of new ")));
	}

	@EverySave
	void listenerFlushes(Saves saves) {
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.entityManager.flush());
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard()).isEqualTo(saves.told());
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
	}

	@EverySave
	void listenerSavesAndFlushes(Saves saves) {
		Kind other = saves.kind().other();
		List<Long> found = new ArrayList<>();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> {
			this.bookshop.save(other, "copy of " + saves.kind().textOf(entity));
			this.entityManager.flush();
			found.add(this.bookshop.count(other));
		});
		this.bookshop.perform(saves);
		assertThat(found).hasSize(saves.count()).endsWith((long) saves.count());
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("+" + other.typeName() + " copy of new ")));
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("copy of new "));
	}

	@EverySave
	void listenerSavesFlushesAndClears(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> {
			this.bookshop.save(kind, "copy of " + kind.textOf(entity));
			this.entityManager.flush();
			this.entityManager.clear();
		});
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard())
			.isEqualTo(concat(saves.told(), saves.numbered("+" + kind.typeName() + " copy of new ")));
		assertThat(this.bookshop.stored(kind))
			.isEqualTo(concat(saves.numbered("new "), saves.numbered("copy of new ")));
	}

	@EverySave
	void listenerSavesInATransactionOfItsOwn(Saves saves) {
		Kind kind = saves.kind();
		Kind other = kind.other();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop.inNewTransaction(() -> {
			this.bookshop.save(other, "copy of " + kind.textOf(entity));
			this.bookshop.save(kind, "copy of " + kind.textOf(entity));
		}));
		this.bookshop.perform(saves);
		List<String> expected = new ArrayList<>();
		saves.numbered("new ").forEach((text) -> {
			expected.add((saves.created() ? "+" : "~") + kind.typeName() + " " + text);
			expected.add("+" + other.typeName() + " copy of " + text);
			expected.add("+" + kind.typeName() + " copy of " + text);
		});
		assertThat(this.bookshop.heard()).isEqualTo(expected);
		assertThat(this.bookshop.stored(kind))
			.containsExactlyInAnyOrderElementsOf(concat(saves.numbered("new "), saves.numbered("copy of new ")));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("copy of new "));
	}

	@ParameterizedTest
	@EnumSource
	void whatAListenerSavesInATransactionOfItsOwnOutlivesTheCallersRollback(Kind kind) {
		Saves saves = new Saves(kind, true, 2, Moment.FLUSH);
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop
			.inNewTransaction(() -> this.bookshop.save(kind.other(), "copy of " + kind.textOf(entity))));
		this.bookshop.inRolledBackTransaction(() -> this.bookshop.performWithin(saves));
		String created = "+" + kind.typeName() + " new ";
		String copied = "+" + kind.other().typeName() + " copy of new ";
		assertThat(this.bookshop.heard()).containsExactly(created + "0", copied + "0", created + "1", copied + "1");
		assertThat(this.bookshop.stored(kind)).isEmpty();
		assertThat(this.bookshop.stored(kind.other())).containsExactly("copy of new 0", "copy of new 1");
	}

	@EverySave
	void listenersSaveInAChain(Saves saves) {
		this.bookshop.prepare(saves);
		chainFrom(saves);
		this.bookshop.perform(saves);
		assertThat(this.bookshop.heard()).isEqualTo(toldOfChain(saves, 0, saves.count()));
		assertChainIsStored(saves);
	}

	@ParameterizedTest
	@MethodSource("io.postsave.integration.support.Saves#flushed")
	void listenersSaveInAChainWhileTheCallerFlushesAndClears(Saves saves) {
		this.bookshop.prepare(saves);
		chainFrom(saves);
		this.bookshop.inTransaction(() -> this.bookshop.performInBatches(saves, 10));
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < saves.count(); i += 10) {
			expected.addAll(toldOfChain(saves, i, i + 10));
		}
		assertThat(this.bookshop.heard()).isEqualTo(expected);
		assertChainIsStored(saves);
	}

	@ParameterizedTest
	@MethodSource("io.postsave.integration.support.Saves#flushed")
	void listenerChangesTheSavedEntityWhileTheCallerFlushesAndClears(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> kind.changeText(entity, "changed " + kind.textOf(entity)));
		this.bookshop.inTransaction(() -> this.bookshop.performInBatches(saves, 10));
		List<String> changed = saves.numbered("~" + kind.typeName() + " changed new ");
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < saves.count(); i += 10) {
			expected.addAll(saves.told().subList(i, i + 10));
			expected.addAll(changed.subList(i, i + 10));
		}
		assertThat(this.bookshop.heard()).isEqualTo(expected);
		assertThat(this.bookshop.stored(kind)).isEqualTo(saves.numbered("changed new "));
	}

	@ParameterizedTest
	@MethodSource("io.postsave.integration.support.Saves#flushed")
	void flushEndsWhenNothingIsPending(Saves saves) {
		this.bookshop.prepare(saves);
		chainFrom(saves);
		this.bookshop.inTransaction(() -> {
			this.bookshop.performWithin(saves);
			assertThat(this.bookshop.heard()).isEqualTo(toldOfChain(saves, 0, saves.count()));
			this.entityManager.clear();
		});
		assertThat(this.bookshop.heard()).isEqualTo(toldOfChain(saves, 0, saves.count()));
		assertChainIsStored(saves);
	}

	@ParameterizedTest
	@MethodSource("io.postsave.integration.support.Saves#flushedByQuery")
	void queryThatFlushesSeesWhatListenersSaved(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop.save(kind, "copy of " + kind.textOf(entity)));
		this.bookshop.inTransaction(() -> {
			this.bookshop.write(saves);
			assertThat(this.bookshop.count(kind)).isEqualTo(2L * saves.count());
			assertThat(this.bookshop.heard()).hasSize(2 * saves.count());
		});
		assertThat(this.bookshop.stored(kind)).hasSize(2 * saves.count());
		assertThat(this.bookshop.heard()).hasSize(2 * saves.count());
	}

	private void chainFrom(Saves saves) {
		Kind kind = saves.kind();
		this.bookshop.onSave(saves, (entity) -> this.bookshop.save(kind.other(), "second of " + kind.textOf(entity)));
		this.script.onCreated(kind.other().type(), (second) -> this.entityManager
			.persist(new Account("third of " + kind.other().textOf(second), "nobody")));
		this.script.onCreated(Account.class, (third) -> this.bookshop.save(kind, "fourth of " + third.getId()));
	}

	private static List<String> toldOfChain(Saves saves, int from, int to) {
		Kind kind = saves.kind();
		List<String> told = new ArrayList<>(saves.told().subList(from, to));
		told.addAll(saves.numbered("+" + kind.other().typeName() + " second of new ").subList(from, to));
		told.addAll(saves.numbered("+Account third of second of new ").subList(from, to));
		told.addAll(saves.numbered("+" + kind.typeName() + " fourth of third of second of new ").subList(from, to));
		return told;
	}

	private void assertChainIsStored(Saves saves) {
		assertThat(this.bookshop.stored(saves.kind())).containsExactlyInAnyOrderElementsOf(
				concat(saves.numbered("new "), saves.numbered("fourth of third of second of new ")));
		assertThat(this.bookshop.stored(saves.kind().other())).isEqualTo(saves.numbered("second of new "));
		assertThat(this.bookshop.storedAccounts())
			.containsExactlyInAnyOrderElementsOf(saves.numbered("third of second of new "));
	}

	private void saveBystander() {
		this.bookshop.inTransaction(() -> this.entityManager.persist(new Account(BYSTANDER, "nobody")));
		this.script.reset();
	}

	private PostSaveEvent<?> lastHeard() {
		List<PostSaveEvent<?>> heard = this.script.heard();
		return heard.get(heard.size() - 1);
	}

	private static String last(Saves saves, String prefix) {
		return prefix + (saves.count() - 1);
	}

	private static List<String> concat(List<String> first, List<String> second) {
		List<String> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

}
