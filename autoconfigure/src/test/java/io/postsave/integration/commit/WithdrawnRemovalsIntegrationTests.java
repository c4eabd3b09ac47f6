package io.postsave.integration.commit;

import io.postsave.bookshop.Script;
import io.postsave.library.random.Crate;
import io.postsave.library.random.Draft;
import io.postsave.library.random.Item;
import io.postsave.library.random.Part;
import io.postsave.library.random.Stamp;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rows that were to be removed and are there after the commit all the same.
 */
@SpringBootTest(properties = "post-save.delivery=after-commit")
class WithdrawnRemovalsIntegrationTests {

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
	void savedRowWhoseRemovalIsUndoneByACascadeIsTold() {
		this.transaction.executeWithoutResult((status) -> {
			Crate crate = new Crate(1);
			Part part = new Part(2, crate);
			crate.getParts().add(part);
			this.entityManager.persist(crate);
			this.entityManager.flush();
			this.entityManager.remove(part);
		});
		assertThat(rowsOf(Part.class)).isOne();
		assertThat(this.script.lines()).containsExactly("+Crate", "+Part");
	}

	@Test
	void removedRowIsNotToldThoughWhatCascadesToItIsSavedAgain() {
		this.transaction.executeWithoutResult((status) -> {
			Crate crate = new Crate(3);
			Part part = new Part(4, crate);
			crate.getParts().add(part);
			this.entityManager.persist(crate);
			this.entityManager.flush();
			crate.getParts().remove(part);
			crate.setText("empty");
		});
		assertThat(this.script.lines()).containsExactly("+Crate");
	}

	@Test
	void rowThatAnIdentityInsertBroughtForwardIsToldIfAClearForgetsItsRemoval() {
		this.transaction.executeWithoutResult((status) -> {
			removeBeforeItIsWritten();
			this.entityManager.clear();
		});
		assertThat(this.script.lines()).containsExactly("+Draft", "+Stamp");
	}

	@Test
	void rowThatAnIdentityInsertBroughtForwardIsNotToldIfItIsRemoved() {
		this.transaction.executeWithoutResult((status) -> removeBeforeItIsWritten());
		assertThat(this.script.lines()).containsExactly("+Stamp");
	}

	private void removeBeforeItIsWritten() {
		Draft draft = new Draft(5);
		this.entityManager.persist(draft);
		this.entityManager.remove(draft);
		this.entityManager.persist(new Stamp((int) rowsOf(Stamp.class)));
	}

	private long rowsOf(Class<?> entityType) {
		return this.entityManager.createQuery("select count(e) from " + entityType.getSimpleName() + " e", Long.class)
			.getSingleResult();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Item.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
