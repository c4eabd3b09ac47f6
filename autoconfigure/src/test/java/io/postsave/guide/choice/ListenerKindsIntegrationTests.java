package io.postsave.guide.choice;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that listeners of each kind are told when the guide says.
 */
@SpringBootTest(classes = { Shop.class, ListenerKinds.class, ListenerKindsIntegrationTests.OneThread.class },
		properties = "spring.datasource.generate-unique-name=true")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ListenerKindsIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	ListenerKinds kinds;

	@Autowired
	ExecutorService thread;

	TransactionTemplate transaction;

	@BeforeEach
	void prepare(@Autowired PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Test
	void committedSave() throws Exception {
		this.transaction.executeWithoutResult((status) -> {
			saveAndFlush();
			assertThat(this.kinds.told()).containsExactly("makeProfile");
		});
		this.thread.shutdown();
		assertThat(this.thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.kinds.told()).startsWith("makeProfile")
			.containsExactlyInAnyOrder("makeProfile", "sendLetter", "makeThumbnail");
	}

	@Test
	void rolledBackSave() {
		this.transaction.executeWithoutResult((status) -> {
			saveAndFlush();
			status.setRollbackOnly();
		});
		assertThat(this.kinds.told()).isEqualTo(List.of("makeProfile", "cleanUp"));
	}

	private void saveAndFlush() {
		this.entityManager.persist(new Customer("Ada"));
		this.entityManager.flush();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class OneThread {

		@Bean
		ExecutorService taskExecutor() {
			return Executors.newSingleThreadExecutor();
		}

	}

}
