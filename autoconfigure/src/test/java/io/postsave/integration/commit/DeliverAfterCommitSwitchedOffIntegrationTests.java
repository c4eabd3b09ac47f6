package io.postsave.integration.commit;

import io.postsave.bookshop.Book;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the test support in an application that has post-save switched off.
 */
@DataJpaTest(properties = "post-save.enabled=false")
class DeliverAfterCommitSwitchedOffIntegrationTests {

	@Test
	void deliveryFails() {
		assertThatIllegalStateException().isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessageContaining("post-save.enabled");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

}
