package io.postsave.integration.capture;

import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.ChangesApplication;
import io.postsave.library.changes.Invoice;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of columns that the database or Hibernate computes, with either delivery.
 */
@SpringBootTest(classes = ChangesApplication.class)
abstract class AbstractGeneratedColumnsIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void generatedColumnsAreChangesOfACreate() {
		saved(10);
		assertThat(only().getChanges())
			.containsOnlyKeys("net", "gross", "tens", "origin", "createdAt", "updatedAt", "writtenAt", "author")
			.containsEntry("gross", new AttributeChange(null, 20))
			.containsEntry("tens", new AttributeChange(null, 1))
			.containsEntry("origin", new AttributeChange(null, "new"));
	}

	@Test
	void generatedColumnsAreChangesOfAnUpdateIfTheirValueDiffers() {
		change(saved(10), (invoice) -> invoice.setNet(15));
		assertThat(only().getChanges()).containsOnlyKeys("net", "gross", "updatedAt", "writtenAt")
			.containsEntry("net", new AttributeChange(10, 15))
			.containsEntry("gross", new AttributeChange(20, 30));
		assertThat(only().hasChanged("gross")).isTrue();
		assertThat(only().hasChanged("tens")).isFalse();
		assertThat(only().getChanges().get("writtenAt").oldValue()).isNotNull();
	}

	@Test
	void generatedColumnsAreNoChangesIfTheirValueIsTheSame() {
		change(saved(10), (invoice) -> invoice.setText("text"));
		assertThat(only().getChanges()).containsOnlyKeys("text", "updatedAt", "writtenAt");
	}

	@Test
	void whatUpdatesDoNotWriteIsNoChange() {
		change(saved(10), (invoice) -> {
			invoice.setText("text");
			invoice.setAuthor("Bob");
			invoice.setComputed(0);
		});
		assertThat(only().getChanges()).containsOnlyKeys("text", "updatedAt", "writtenAt");
	}

	@Test
	void generatedColumnsOfRowsThatAreWrittenTwiceAreThoseOfTheDatabase() {
		this.transaction.executeWithoutResult((status) -> {
			Invoice invoice = new Invoice(10, "Ann");
			this.entityManager.persist(invoice);
			this.entityManager.flush();
			invoice.setNet(50);
			invoice.setAuthor("Bob");
		});
		PostSaveEvent<?> last = this.script.heard().get(this.script.heard().size() - 1);
		assertThat(last.getChanges().get("gross").newValue()).isEqualTo(100);
		assertThat(last.getChanges().get("tens").newValue()).isEqualTo(5);
		if (last.isCreated()) {
			assertThat(last.getChanges()).containsEntry("author", new AttributeChange(null, "Ann"));
		}
		else {
			assertThat(last.getChanges()).doesNotContainKey("author");
		}
	}

	private Long saved(int net) {
		Invoice invoice = new Invoice(net, "Ann");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(invoice));
		return invoice.getId();
	}

	private void change(Long id, Consumer<Invoice> change) {
		this.script.reset();
		this.transaction.executeWithoutResult((status) -> change.accept(this.entityManager.find(Invoice.class, id)));
	}

	private PostSaveEvent<?> only() {
		assertThat(this.script.heard()).hasSize(1);
		return this.script.heard().get(0);
	}

}
