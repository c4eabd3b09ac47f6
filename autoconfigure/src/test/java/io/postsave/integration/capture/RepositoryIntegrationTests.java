package io.postsave.integration.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.BranchRepository;
import io.postsave.library.catalog.Reader;
import io.postsave.library.catalog.ReaderRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of Spring Data repositories, also inside listeners.
 */
@SpringBootTest(properties = "spring.main.allow-circular-references=false")
class RepositoryIntegrationTests {

	@Autowired
	ReaderRepository readers;

	@Autowired
	BranchRepository branches;

	@Autowired
	BranchListener listener;

	@BeforeEach
	void reset() {
		this.listener.cities.clear();
	}

	@Test
	void listenerMayInjectRepositories() {
		Reader reader = this.readers.save(new Reader("Oslo"));
		assertThat(this.branches.findAll()).extracting(Branch::getCity).contains("Oslo");
		assertThat(this.readers.findById(reader.getId()))
			.hasValueSatisfying((found) -> assertThat(found.getEmail()).isEqualTo("oslo@example.com"));
	}

	@Test
	void detachedEntityIsToldOnlyIfItWasChanged() {
		Branch branch = this.branches.save(new Branch("Bergen"));
		this.branches.save(branch);
		branch.setCity("Molde");
		this.branches.save(branch);
		assertThat(this.listener.cities).containsExactly("+Bergen", "~Molde");
	}

	@Test
	void savesOfManyAreToldInTheirOrder() {
		this.branches.saveAll(List.of(new Branch("Hamar"), new Branch("Moss"), new Branch("Voss")));
		assertThat(this.listener.cities).containsExactly("+Hamar", "+Moss", "+Voss");
	}

	static class BranchListener {

		private final List<String> cities = new ArrayList<>();

		private final ReaderRepository readers;

		private final BranchRepository branches;

		BranchListener(ReaderRepository readers, BranchRepository branches) {
			this.readers = readers;
			this.branches = branches;
		}

		@EventListener
		void openBranch(PostSaveEvent.Created<Reader> event) {
			this.branches.save(new Branch(event.getEntity().getName()));
		}

		@EventListener
		void writeToReaders(PostSaveEvent.Created<Branch> event) {
			this.readers.findAll()
				.stream()
				.filter((reader) -> reader.getName().equals(event.getEntity().getCity()))
				.forEach((reader) -> reader.setEmail(reader.getName().toLowerCase(Locale.ROOT) + "@example.com"));
		}

		@EventListener
		void remember(PostSaveEvent<Branch> event) {
			this.cities.add((event.isCreated() ? "+" : "~") + event.getEntity().getCity());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Book.class, Reader.class })
	@EnableJpaRepositories(basePackageClasses = Reader.class)
	@Import(BranchListener.class)
	static class Application {

	}

}
