package io.postsave.guide.coming;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what goes wrong by hand, which the guide tells.
 */
@Import(DeedListener.ByHand.class)
@TestPropertySource(properties = "post-save.enabled=false")
class DeedsByHandIntegrationTests extends AbstractDeedsIntegrationTests {

	@Autowired
	DeedsByHandIntegrationTests(PlatformTransactionManager transactionManager) {
		super(transactionManager);
	}

	@Test
	void fifteenOfTwentyOneGoWrong() {
		assertThat(wrong()).containsExactly("CREATION SAVE fails", "CREATION SAVE_WITH_IDENTITY fails",
				"CREATION SAVE_FLUSH_AND_CLEAR fails", "CREATION CHANGE is lost", "CREATION QUERY fails",
				"CREATION REFUSE fails", "CREATION LISTEN_BEFORE_COMMIT is lost",
				"CREATION_WITH_IDENTITY SAVE_FLUSH_AND_CLEAR fails", "CREATION_WITH_IDENTITY QUERY fails",
				"UPDATE SAVE is lost", "UPDATE SAVE_FLUSH_AND_CLEAR fails", "UPDATE CHANGE is lost",
				"UPDATE QUERY fails", "UPDATE REFUSE fails", "UPDATE LISTEN_BEFORE_COMMIT is lost");
	}

}
