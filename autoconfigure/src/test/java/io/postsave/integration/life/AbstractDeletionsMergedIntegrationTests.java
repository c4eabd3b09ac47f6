package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.postsave.AttributeChange;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of what is told once for each row after the commit of a transaction that deletes
 * it.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
@Import(AbstractDeletionsMergedIntegrationTests.Early.class)
abstract class AbstractDeletionsMergedIntegrationTests extends AbstractDeletionIntegrationTests {

	@Autowired
	PostSaveEvents muting;

	@Autowired
	Early early;

	@BeforeEach
	void resetEarly() {
		this.early.events.clear();
	}

	/**
	 * Each letter is a flush that creates, updates or removes the row; a small one is
	 * muted.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			true,  R,    -Pot 0, 0 -> null
			true,  UR,   -Pot 1, 0 -> null
			true,  UUR,  -Pot 2, 0 -> null
			true,  RC,   +Pot 2, null -> 2
			true,  RCU,  +Pot 3, null -> 3
			true,  URC,  +Pot 3, null -> 3
			true,  RCR,  -Pot 0, 0 -> null
			true,  URCR, -Pot 1, 0 -> null
			true,  RCUR, -Pot 0, 0 -> null
			true,  RCRC, +Pot 4, null -> 4
			true,  RCRCR, -Pot 0, 0 -> null
			true,  r,    -,      -
			true,  Ur,   -,      -
			true,  uR,   -Pot 1, 1 -> null
			true,  UuR,  -Pot 2, 0 -> null
			true,  Rc,   -,      -
			true,  RcU,  ~Pot 3, 2 -> 3
			true,  rC,   +Pot 2, null -> 2
			true,  UrC,  +Pot 3, null -> 3
			true,  RCr,  -Pot 0, 0 -> null
			true,  RcR,  -Pot 2, 2 -> null
			true,  RCrc, -,      -
			false, C,    +Pot 1, null -> 1
			false, CR,   -,      -
			false, CUR,  -,      -
			false, CRC,  +Pot 3, null -> 3
			false, CRCR, -,      -
			false, Cr,   -,      -
			false, c,    -,      -
			false, cU,   ~Pot 2, 1 -> 2
			false, cR,   -Pot 1, 1 -> null
			false, CrC,  +Pot 3, null -> 3
			""")
	void sequenceOfFlushesIsToldAsWhatItCameTo(boolean existed, String writes, String told, String change) {
		if (existed) {
			inTransaction(() -> persist(pot(0)));
			this.log.reset();
		}
		inTransaction(() -> {
			for (int i = 0; i < writes.length(); i++) {
				char write = writes.charAt(i);
				int value = i + 1;
				if (Character.isLowerCase(write)) {
					this.muting.mute(() -> write(Character.toUpperCase(write), value));
				}
				else {
					write(write, value);
					flush();
				}
			}
		});
		if (told == null) {
			assertThat(lines()).isEmpty();
		}
		else {
			assertThat(lines()).containsExactly(told);
			AttributeChange name = Objects.requireNonNull(only().getChanges().get("name"));
			assertThat(name.oldValue() + " -> " + name.newValue()).isEqualTo(change);
		}
	}

	private void write(char write, int value) {
		switch (write) {
			case 'C' -> persist(pot(value));
			case 'U' -> this.entityManager.find(Pot.class, "pot").setName(String.valueOf(value));
			case 'R' -> remove(this.entityManager.find(Pot.class, "pot"));
			default -> throw new IllegalArgumentException(String.valueOf(write));
		}
	}

	private static Pot pot(int value) {
		Pot pot = new Pot("pot");
		pot.setName(String.valueOf(value));
		return pot;
	}

	@Test
	void updatedThenRemovedHasTheFirstOldValues() {
		Plant plant = new Plant("rose");
		plant.setHeight(1);
		plant.getColours().add("red");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			found.setName("tulip");
			found.getColours().add("white");
			flush();
			found.setName("violet");
			found.setHeight(null);
			found.setPlace("south");
			found.getColours().clear();
			flush();
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant violet");
		assertThat(onlyDeletion().getChanges()).containsExactly(entry("colours", change(Set.of("red"))),
				entry("height", change(1)), entry("name", change("rose")));
		assertThat(onlyDeletion().getVersion()).isEqualTo(2);
		assertThat(onlyDeletion().hasChanged("place")).isFalse();
	}

	private static AttributeChange change(Object oldValue) {
		return new AttributeChange(oldValue, null);
	}

	@Test
	void updatedThenClearedThenRemovedByReferenceIsUnknown() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			find(plant).setName("tulip");
			flush();
			this.entityManager.clear();
			remove(reference(plant));
		});
		assertThat(lines()).containsExactly("-Plant ?");
		assertThat(onlyDeletion().isChangesKnown()).isFalse();
		assertThat(onlyDeletion().getChanges()).isEmpty();
		assertThat(onlyDeletion().getVersion()).isNull();
	}

	@Test
	void updatedThenClearedThenLoadedAndRemovedIsMerged() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			find(plant).setName("tulip");
			flush();
			this.entityManager.clear();
			remove(find(plant));
		});
		assertThat(lines()).containsExactly("-Plant tulip");
		assertThat(onlyDeletion().getChanges()).containsExactly(entry("name", change("rose")));
	}

	@Test
	void rowsStayInTheOrderOfFirstWriting() {
		Plant[] saved = { new Plant("a"), new Plant("b"), new Plant("c") };
		saved((Object[]) saved);
		inTransaction(() -> {
			find(saved[2]).setHeight(1);
			flush();
			remove(find(saved[0]));
			flush();
			persist(new Pot("pot"));
			remove(find(saved[2]));
		});
		assertThat(lines()).containsExactly("-Plant c", "-Plant a", "+Pot pot");
	}

	@Test
	void idIsTheSameInBothDeliveriesIfTheRowWasWrittenOnce() {
		Plant[] saved = { new Plant("a"), new Plant("b") };
		saved((Object[]) saved);
		this.early.events.clear();
		inTransaction(() -> {
			remove(find(saved[0]));
			flush();
			find(saved[1]).setHeight(1);
			flush();
			remove(find(saved[1]));
		});
		assertThat(lines()).containsExactly("-Plant a", "-Plant b");
		assertThat(this.early.lines()).containsExactly("-Plant a", "~Plant b", "-Plant b");
		assertThat(this.log.events().get(0).getEventId()).isEqualTo(this.early.events.get(0).getEventId());
		assertThat(this.log.events().get(1).getEventId()).isNotEqualTo(this.early.events.get(1).getEventId())
			.isNotEqualTo(this.early.events.get(2).getEventId());
	}

	/**
	 * A listener that is told in the transaction.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Early {

		final List<PostWriteEvent<?>> events = new ArrayList<>();

		@EventListener
		@InTransaction
		void on(PostWriteEvent<Plant> event) {
			this.events.add(event);
		}

		List<String> lines() {
			return this.events.stream().map(DeletionLog::describe).toList();
		}

	}

}
