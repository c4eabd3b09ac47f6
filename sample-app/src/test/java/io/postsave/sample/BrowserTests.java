package io.postsave.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the page in a browser without a window. They are skipped where there is no
 * Chromium. With {@code -Dscreenshots=<folder>} they keep pictures for the README.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SampleTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class BrowserTests extends BrowserTest {

	@Autowired
	ShopClient shop;

	@BeforeEach
	void openPage() {
		openPage(this.shop.address());
	}

	@Test
	void addedBookArrivesAsEventAndInThePanels() {
		addBook("Emma", "Jane Austen");
		waitFor("#events > li:first-child", "+ created", "author Jane Austen", "title Emma", "in transaction",
				"BookListener.bookSaved", "AuditListener.logChanges", "after commit", "SummaryListener.booksAdded");
		waitFor("#books > li:first-child", "Emma", "Jane Austen");
		waitFor("#summary", "Jane Austen");
		waitFor("#audit", "Book #", "title Emma", "owner");
	}

	@Test
	void editedBookArrivesWithOldAndNewValue() {
		addBook("Persuation", "Jane Austen");
		waitFor("#books > li:first-child", "Persuation");
		editNewest();
		assertThat(find("#book-form [name=author]").getDomProperty("value")).isEqualTo("Jane Austen");
		type("#book-form [name=title]", "Persuasion");
		find("#book-submit").click();
		waitFor("#events > li:first-child", "updated", "title Persuation → Persuasion");
		waitFor("#books > li:first-child", "Persuasion");
		assertThat(find("#book-title").getText()).isEqualTo("Add a book");
	}

	@Test
	void deletedBookArrivesAsEventAndDisappears() {
		addBook("Lady Susan", "Jane Austen");
		waitFor("#books > li:first-child", "Lady Susan");
		deleteNewest();
		waitFor("#events > li.deleted:first-child", "− deleted", "title Lady Susan → (none)",
				"BookListener.bookDeleted", "AuditListener.logChanges", "SummaryListener.booksDeleted");
		waitFor("#audit", "title Lady Susan → (none)", "deleted · owner");
		waitUntilGone("#books", "Lady Susan");
	}

	@Test
	void deletionThatFailsLeavesTheBook() {
		addBook("The Watsons", "Jane Austen");
		waitFor("#books > li:first-child", "The Watsons");
		find("#fail").sendKeys(Keys.SPACE);
		deleteNewest();
		waitFor("#message", "FailingListener refused to delete the Book");
		waitFor("#events > li:first-child", "rolled back", "title The Watsons → (none)", "BookListener.bookDeleted");
		assertThat(textOf("#books")).contains("The Watsons");
	}

	@Test
	void changedGenresArriveOldAndNew() {
		type("#book-form [name=genres]", "novel, satire");
		addBook("Northanger Abbey", "Jane Austen");
		waitFor("#events > li:first-child", "genres [novel, satire]");
		waitFor("#books > li:first-child", "Northanger Abbey", "novel · satire");
		editNewest();
		assertThat(find("#book-form [name=genres]").getDomProperty("value")).isEqualTo("novel, satire");
		type("#book-form [name=genres]", "gothic,novel");
		find("#book-submit").click();
		waitFor("#events > li:first-child", "updated", "genres [novel, satire] → [gothic, novel]");
		waitFor("#audit", "genres [novel, satire] → [gothic, novel]");
		waitFor("#books > li:first-child", "gothic · novel");
	}

	@Test
	void registeredReaderGetsProfileAndLetter() {
		register("Ada Lovelace", "ada@example.org");
		waitFor("#profiles", "Ada Lovelace", "To read");
		waitFor("#inbox", "Welcome to the bookshop", "ada@example.org");
		waitFor("#events", "Reader #", "ProfileListener.createProfile", "WelcomeListener.welcome", "Profile #");
		find("#inbox summary").click();
		waitFor("#inbox", "Dear Ada Lovelace,");
	}

	@Test
	void letterWaitsUntilTheMailServerIsThereAgain() {
		find("#mail-down").click();
		register("Grace Hopper", "grace@waiting.example");
		waitFor("#profiles", "Grace Hopper");
		waitFor("#mail-waiting", "1 letter waits");
		assertThat(textOf("#inbox")).doesNotContain("grace@waiting.example");
		find("#mail-down").click();
		waitFor("#inbox", "grace@waiting.example");
		waitFor("#events .later", "durable", "WelcomeListener.welcome");
		await().untilAsserted(() -> assertThat(textOf("#mail-waiting")).isEmpty());
	}

	@Test
	void nobodyIsShownWhoIsNotThere() {
		assertThat(find("#catalogue-card").isDisplayed()).as("without its profile").isFalse();
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void importShowsItsProgress() {
		showAs("light", false, "no-preference");
		find("#import-many").click();
		assertThat(find("#import-bar").isDisplayed()).as("at once").isTrue();
		waitFor("#import-text", "of 10,000", "events per second");
		waitFor("#message.good", "10,000 books were imported.");
		waitFor("#import-text", "10,000 of 10,000");
		waitFor("#books", "Collected Notes, volume 10000");
		waitFor("#books-count", "newest 8 of 10,0");
		assertThat(all("#events > li")).hasSize(60);
		assertThat(all("#events > li.fades")).as("so many do not fade in").isEmpty();
		assertThat(Integer.parseInt(textOf("#live-count").replaceAll("\\D", ""))).isGreaterThan(10_000);
		addBook("One more", "Somebody");
		waitFor("#events > li.fades:first-child", "One more");
	}

	@Test
	void markupIsShownAsTheTextItIs() {
		String markup = "<script>document.title = 'broken'</script><img src=x onerror=\"document.title='broken'\">";
		addBook(markup, "<b>bold</b>");
		waitFor("#events > li:first-child", markup, "<b>bold</b>");
		waitFor("#books > li:first-child", markup);
		waitFor("#summary", "<b>bold</b>");
		waitFor("#audit", markup);
		assertThat(all("main script, main img, main b > b")).isEmpty();
		assertThat(browser().getTitle()).isEqualTo("Bookshop · post-save");
	}

	@Test
	void failedSaveTellsNobodyAfterTheCommit() {
		find("#fail").sendKeys(Keys.SPACE);
		register("Nobody", "nobody@example.org");
		waitFor("#message", "FailingListener refused to save the Reader");
		waitFor("#events", "rolled back", "Nobody", "ProfileListener.createProfile", "FailingListener.refuse",
				"after commit nobody");
		find("#fail").sendKeys(Keys.SPACE);
		register("Somebody", "somebody@example.org");
		waitFor("#inbox", "somebody@example.org");
		assertThat(textOf("#inbox")).doesNotContain("nobody@example.org");
		assertThat(textOf("#profiles")).contains("Somebody").doesNotContain("Nobody");
		assertThat(textOf("#message")).isEmpty();
	}

	@Test
	void whatIsMissingOrWrongIsSaidBesideItsField() {
		find("#book-submit").click();
		assertIsWrong("title", "A book needs a title.");
		type("#book-form [name=isbn]", "123");
		addBook("Mansfield Park", "Jane Austen");
		assertIsWrong("isbn", "ISBN must be a valid ISBN of 10 or 13 digits.");
		type("#book-form [name=isbn]", "9780141439808");
		find("#book-submit").click();
		waitFor("#books > li:first-child", "Mansfield Park");
		assertThat(all("[aria-invalid], .problem")).isEmpty();
		type("#book-form [name=isbn]", "978-0-14-143980-8");
		addBook("Mansfield Park, again", "Jane Austen");
		assertIsWrong("isbn", "There is a book with this ISBN already");
	}

	private void assertIsWrong(String field, String text) {
		waitFor(".problem", text);
		assertThat(all("[aria-invalid=true]")).singleElement().isEqualTo(focused());
		assertThat(focused().getDomAttribute("name")).isEqualTo(field);
		assertThat(focused().getDomAttribute("aria-describedby")).isEqualTo(find(".problem").getDomAttribute("id"));
		assertThat(find("#message").isDisplayed()).isFalse();
	}

	@Test
	void pageIsUsedByKeyboard() {
		find("#book-form [name=title]").sendKeys("Sanditon", Keys.TAB, "Jane Austen", Keys.TAB, Keys.TAB, "novel",
				Keys.TAB);
		assertThat(focused().getText()).isEqualTo("Add book");
		focused().sendKeys(Keys.ENTER);
		waitFor("#books > li:first-child", "Sanditon");
		find("#books > li:first-child [data-action=Edit]").sendKeys(Keys.ENTER);
		assertThat(focused().getDomProperty("value")).isEqualTo("Sanditon");
	}

	@Test
	void nothingIsTooWideForAPhone() {
		addBook("A-title-without-any-space-".repeat(7), "An-author-without-space-".repeat(4));
		waitFor("#books > li:first-child", "A-title-without-any-space");
		register("R".repeat(100), "reader." + "r".repeat(50) + "@example.org");
		waitFor("#inbox", "rrrrr");
		showAs("light", true);
		assertThat(browser().executeScript("return document.documentElement.scrollWidth")).isEqualTo(360L);
	}

	@Test
	@Order(1)
	void pageIsPictured() throws IOException {
		browser().get(this.shop.address());
		register("Grace Hopper", "grace@example.org");
		waitFor("#inbox", "grace@example.org");
		type("#book-form [name=genres]", "computing");
		addBook("Understanding Signals", "Grace Hopper");
		waitFor("#books > li:first-child", "Understanding");
		editNewest();
		type("#book-form [name=title]", "Understanding Signals, 2nd edition");
		type("#book-form [name=genres]", "computing, textbook");
		find("#book-submit").click();
		waitFor("#books > li:first-child", "2nd edition", "computing · textbook");
		click("#books > li:last-child [data-action=Delete]");
		click("#books > li:last-child [data-action='Really delete']");
		waitFor("#events > li:first-child", "deleted", "Django Basics");
		find("#fail").sendKeys(Keys.SPACE);
		addBook("Never to be seen", "Nobody");
		waitFor("#events > li:first-child", "Never to be seen");
		for (String scheme : List.of("light", "dark")) {
			showAs(scheme, false);
			boolean dark = Objects.equals(true,
					browser().executeScript("return matchMedia('(prefers-color-scheme: dark)').matches"));
			assertThat(dark).isEqualTo(scheme.equals("dark"));
			keep(scheme);
		}
	}

	private void keep(String name) throws IOException {
		String folder = System.getProperty("screenshots");
		if (folder != null) {
			Files.write(Path.of(folder, "sample-" + name + ".png"), browser().getScreenshotAs(OutputType.BYTES));
		}
	}

}
