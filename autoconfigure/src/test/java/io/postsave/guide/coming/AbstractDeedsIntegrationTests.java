package io.postsave.guide.coming;

import java.util.ArrayList;
import java.util.List;

import io.postsave.guide.coming.DeedListener.RefusedException;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a listener do each deed at each save, 21 in all, and looks whether it did.
 */
@SpringBootTest(classes = { AbstractDeedsIntegrationTests.Application.class, SavePublisher.class },
		properties = "spring.datasource.generate-unique-name=true")
abstract class AbstractDeedsIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	DeedListener listener;

	TransactionTemplate transaction;

	@Autowired
	AbstractDeedsIntegrationTests(PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@BeforeEach
	@AfterEach
	void reset() {
		this.listener.deed = null;
		this.listener.found = null;
		this.listener.calledBeforeCommit = false;
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Book").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
		});
	}

	/**
	 * Do everything, and return what went wrong: that it failed, or was lost although the
	 * transaction was committed.
	 */
	List<String> wrong() {
		List<String> wrong = new ArrayList<>();
		for (Save save : Save.values()) {
			for (Deed deed : Deed.values()) {
				reset();
				String seen = perform(save, deed);
				if (!done(save, deed, seen)) {
					wrong.add(save + " " + deed + (seen.equals("committed") ? " is lost" : " fails"));
				}
			}
		}
		return wrong;
	}

	private String perform(Save save, Deed deed) {
		if (save == Save.UPDATE) {
			this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("old")));
		}
		this.listener.deed = deed;
		try {
			this.transaction.executeWithoutResult((status) -> {
				switch (save) {
					case CREATION -> this.entityManager.persist(new Book("new"));
					case CREATION_WITH_IDENTITY -> this.entityManager.persist(new Note("new"));
					case UPDATE ->
						this.entityManager.createQuery("from Book", Book.class).getSingleResult().setText("new");
				}
			});
			return "committed";
		}
		catch (RuntimeException ex) {
			return ex.getClass().getSimpleName();
		}
	}

	private boolean done(Save save, Deed deed, String seen) {
		if (deed == Deed.REFUSE) {
			return seen.equals(RefusedException.class.getSimpleName());
		}
		return seen.equals("committed") && switch (deed) {
			case SAVE, SAVE_FLUSH_AND_CLEAR -> count("Book", "another") == 1;
			case SAVE_WITH_IDENTITY -> count("Note", "another") == 1;
			case CHANGE -> count((save == Save.CREATION_WITH_IDENTITY) ? "Note" : "Book", "changed") == 1;
			case QUERY -> this.listener.found != null && this.listener.found.size() == 1;
			case LISTEN_BEFORE_COMMIT -> this.listener.calledBeforeCommit;
			default -> throw new IllegalStateException(deed.name());
		};
	}

	private long count(String type, String text) {
		return this.entityManager.createQuery("select count(*) from %s where text = :text".formatted(type), Long.class)
			.setParameter("text", text)
			.getSingleResult();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
