package io.postsave.integration.life;

import java.util.Set;

import io.postsave.library.collected.Register;
import io.postsave.library.collected.Slip;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that collections of excluded entities are not told.
 */
class CollectionsOfExcludedEntitiesIntegrationTests extends CollectedShelfTest {

	@Override
	CollectedShelf open() {
		return CollectedShelf.open("post-save.exclude=" + Register.class.getName());
	}

	@Test
	void collectionOfAnExcludedEntityIsNotTold() {
		Register register = new Register();
		register.getTags().add("a");
		register.getHidden().add("h");
		Slip slip = new Slip();
		slip.getTags().add("a");
		shelf().inTransaction(() -> {
			shelf().entityManager().persist(register);
			shelf().entityManager().persist(slip);
		});
		assertThat(only().getEntityType()).isEqualTo(Slip.class);
		shelf().forget();
		shelf().inTransaction(() -> {
			Register found = shelf().entityManager().find(Register.class, register.getId());
			found.getTags().clear();
			found.setHidden(Set.of("i"));
			shelf().entityManager().remove(shelf().entityManager().find(Slip.class, slip.getId()));
		});
		assertThat(only().getEntityType()).isEqualTo(Slip.class);
		shelf().forget();
		shelf().inTransaction(
				() -> shelf().entityManager().remove(shelf().entityManager().find(Register.class, register.getId())));
		assertThat(told()).isEmpty();
	}

}
