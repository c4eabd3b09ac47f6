package io.postsave.sample.live;

import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.postsave.sample.LiveWatcher;
import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the live events of a shop whose listeners are told after the commit, if they
 * choose nothing.
 */
@SampleTest
@TestPropertySource(properties = "post-save.delivery=after-commit")
class AfterCommitTests {

	@Autowired
	ShopClient shop;

	@Test
	void everyListenerIsShownWhenItHears() {
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			Answer book = this.shop.post("/api/books", """
					{"title": "Villette"}""");
			this.shop.delete("/api/books/" + book.at("$.id"));
			String save = watcher.waitFor("save", 1).get(0);
			assertThat(heard(save, "in-transaction")).containsExactlyInAnyOrder("AuditListener.logChanges",
					"ImportListener.count");
			assertThat(heard(save, "after-commit")).containsExactly("BookListener.bookSaved",
					"SummaryListener.booksAdded");
			String deletion = watcher.waitFor("delete", 1).get(0);
			assertThat(heard(deletion, "after-commit")).containsExactly("BookListener.bookDeleted",
					"SummaryListener.booksDeleted");
		}
	}

	@Test
	void rollbackIsToldInTheTransactionAlone() {
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.post("/api/books?fail=true", """
					{"title": "Never"}""");
			String rollback = watcher.waitFor("rollback", 1).get(0);
			assertThat(heard(rollback, "in-transaction")).contains("AuditListener.logChanges",
					"FailingListener.refuse");
			assertThat(heard(rollback, "after-commit")).isEmpty();
		}
	}

	private static List<String> heard(String write, String moment) {
		return JsonPath.read(write, "$.listeners[?(@.moment == '%s')].listener".formatted(moment));
	}

}
