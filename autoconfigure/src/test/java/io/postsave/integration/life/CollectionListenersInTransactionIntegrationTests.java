package io.postsave.integration.life;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.library.collected.Register;
import io.postsave.library.collected.Slip;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who is told of collections in the transaction, and of collections that
 * listeners change there.
 */
class CollectionListenersInTransactionIntegrationTests extends AbstractCollectionListenersIntegrationTests {

	@Override
	CollectedShelf open() {
		return CollectedShelf.openWith(ListeningApplication.class, "post-save.delivery=in-transaction");
	}

	@Test
	void collectionThatAListenerChangesIsToldOnceInTheNextRound() {
		shelf().ear().onEvent((event) -> {
			if (event.getEntity() instanceof Slip slip && event instanceof PostSaveEvent.Created) {
				slip.getTags().add("by listener");
			}
		});
		shelf().inTransaction(() -> {
			Slip slip = new Slip();
			slip.getTags().add("a");
			shelf().entityManager().persist(slip);
		});
		assertThat(told()).hasSize(2);
		assertThat(told().get(0).getChanges()).isEqualTo(Map.of("tags", new AttributeChange(null, Set.of("a"))));
		assertThat(told().get(1).getChanges())
			.isEqualTo(Map.of("tags", new AttributeChange(Set.of("a"), Set.of("a", "by listener"))));
	}

	@Test
	void collectionThatAListenerReplacesByAnEqualOneIsNotTold() {
		shelf().ear().onEvent((event) -> {
			if (event.getEntity() instanceof Slip slip) {
				slip.setTags(new HashSet<>(slip.getTags()));
			}
		});
		shelf().inTransaction(() -> {
			Slip slip = new Slip();
			slip.getTags().add("a");
			shelf().entityManager().persist(slip);
		});
		assertThat(only()).isInstanceOf(PostSaveEvent.Created.class);
	}

	@Test
	void collectionOfAnotherEntityThatAListenerChangesIsTold() {
		Register other = new Register();
		shelf().inTransaction(() -> shelf().entityManager().persist(other));
		shelf().forget();
		shelf().ear().onEvent((event) -> {
			if (event.getEntity() instanceof Slip) {
				shelf().entityManager().find(Register.class, other.getId()).getHidden().add("h");
			}
		});
		shelf().inTransaction(() -> shelf().entityManager().persist(new Slip()));
		assertThat(told()).hasSize(2);
		assertThat(told().get(1).getEntityType()).isEqualTo(Register.class);
		assertThat(told().get(1).getChanges()).isEqualTo(Map.of("hidden", new AttributeChange(Set.of(), Set.of("h"))));
		assertThat(shelf()
			.inTransaction(() -> List.copyOf(shelf().entityManager().find(Register.class, other.getId()).getHidden())))
			.containsExactly("h");
	}

}
