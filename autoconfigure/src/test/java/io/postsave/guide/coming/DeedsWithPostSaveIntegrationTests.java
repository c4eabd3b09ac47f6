package io.postsave.guide.coming;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing of that goes wrong with post-save.
 */
@Import(DeedListener.WithPostSave.class)
class DeedsWithPostSaveIntegrationTests extends AbstractDeedsIntegrationTests {

	@Autowired
	DeedsWithPostSaveIntegrationTests(PlatformTransactionManager transactionManager) {
		super(transactionManager);
	}

	@Test
	void nothingGoesWrong() {
		assertThat(wrong()).isEmpty();
	}

}
