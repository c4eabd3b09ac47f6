package io.postsave.integration.capture;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.BranchRepository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the test slice for JPA, whose transactions are rolled back.
 */
@Tag("smoke")
@DataJpaTest
@Import(Script.class)
class DataJpaSliceIntegrationTests {

	@Autowired
	TestEntityManager entityManager;

	@Autowired
	BranchRepository branches;

	@Autowired
	Script script;

	@Test
	void importedListenerIsToldWhenTheTestFlushes() {
		this.script.reset();
		this.entityManager.persist(new Book("one"));
		assertThat(this.script.lines()).isEmpty();
		this.entityManager.flush();
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void importedListenerIsToldByARepository() {
		this.script.reset();
		this.branches.saveAndFlush(new Branch("Oslo"));
		assertThat(this.script.lines()).containsExactly("+Branch");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = { Book.class, Branch.class })
	@EnableJpaRepositories(basePackageClasses = Branch.class)
	static class Application {

	}

}
