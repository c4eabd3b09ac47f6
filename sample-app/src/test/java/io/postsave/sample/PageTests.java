package io.postsave.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for how the page explains itself, and for what goes wrong on it.
 */
@SampleTest
class PageTests extends BrowserTest {

	/** Where an element begins and ends on the screen. */
	private static final String POSITION = """
			const { top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
			return [Math.round(top), Math.round(bottom), innerHeight];""";

	@Autowired
	ShopClient shop;

	@BeforeEach
	void openPage() {
		openPage(this.shop.address());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void saysWhatItIsAboveTheFold(boolean phone) {
		showAs("light", phone);
		assertThat(textOf("header p")).startsWith("post-save tells @EventListener methods of every entity");
		assertThat(find("header p a").getDomProperty("href"))
			.isEqualTo("https://github.com/post-save/post-save/tree/main/docs");
		assertThat(position("header p")).satisfies((position) -> assertThat(position.get(1)).isLessThan(300L));
		assertThat(position("#live")).satisfies((position) -> assertThat(position.get(0)).isLessThan(position.get(2)));
		assertThat(find("#message").isDisplayed() || find("#latest").isDisplayed()).as("nothing pops up").isFalse();
	}

	@Test
	void listenerShowsItsLines() throws IOException {
		addBook("Ulysses", "James Joyce");
		waitFor("#events > li:first-child", "Ulysses");
		click("#events > li:first-child .heard li:nth-child(2) .chip");
		waitFor("#source-title", "BookListener.bookSaved");
		assertThat(textOf("#source-moment")).isEqualTo("Told in the transaction");
		String lines = Objects.requireNonNull(find("#source-lines").getDomProperty("textContent"));
		assertThat(lines).startsWith("@EventListener\nvoid bookSaved(").endsWith("\n}");
		assertThat(Files.readString(Path.of("src/main/java/io/postsave/sample/books/BookListener.java")))
			.contains(lines.indent(0).strip().replaceAll("(?m)^(?=.)", "\t"));
		focused().sendKeys(Keys.ESCAPE);
		assertThat(find("#source").isDisplayed()).isFalse();
		assertThat(focused().getText()).isEqualTo("BookListener.bookSaved");
	}

	@Test
	void ofTwoEditsNoneIsLost() {
		String location = openForEdit("Orlando");
		this.shop.put(location, """
				{"title": "Orlando", "author": "Virginia Woolf"}""");
		type("#book-form [name=genres]", "biography");
		find("#book-submit").click();
		waitFor("#conflict", "Somebody else has saved this book meanwhile", "author Virginia Woolf");
		assertThat(this.shop.get(location).listAt("$.genres")).isEmpty();
		find("#take-theirs").click();
		assertThat(find("#book-form [name=author]").getDomProperty("value")).isEqualTo("Virginia Woolf");
		assertThat(find("#conflict").isDisplayed()).isFalse();
		this.shop.put(location, """
				{"title": "Orlando: A Biography"}""");
		type("#book-form [name=author]", "V. Woolf");
		find("#book-submit").click();
		waitFor("#conflict", "title Orlando: A Biography", "author (none)");
		find("#keep-mine").click();
		waitFor("#book-title", "Add a book");
		assertThat(this.shop.get(location).at("$.author")).isEqualTo("V. Woolf");
		assertThat(this.shop.get(location).at("$.title")).isEqualTo("Orlando");
	}

	@Test
	void bookThatSomebodyElseHasDeletedCanBeAddedAgain() {
		String location = openForEdit("Flush");
		this.shop.delete(location);
		type("#book-form [name=author]", "Virginia Woolf");
		find("#book-submit").click();
		waitFor("#message", "Somebody else has deleted this book meanwhile.");
		find("#book-submit").click();
		waitFor("#books > li:first-child", "Flush", "Virginia Woolf");
	}

	private String openForEdit(String title) {
		String location = String.valueOf(this.shop.post("/api/books", """
				{"title": "%s"}""".formatted(title)).headers().getLocation());
		waitFor("#books > li:first-child", title);
		editNewest();
		return location;
	}

	@Test
	void manyTabsWorkAndAHiddenOneCatchesUp() {
		String first = browser().getWindowHandle();
		try {
			for (int tab = 0; tab < 7; tab++) {
				browser().switchTo().newWindow(WindowType.TAB);
				openPage(this.shop.address());
			}
			addBook("Mrs Dalloway", "Virginia Woolf");
			waitFor("#books > li:first-child", "Mrs Dalloway");
			browser().switchTo().window(first);
			waitFor("#events > li:first-child", "Mrs Dalloway");
			waitFor("#books > li:first-child", "Mrs Dalloway");
		}
		finally {
			for (String tab : browser().getWindowHandles()) {
				if (!tab.equals(first)) {
					browser().switchTo().window(tab).close();
				}
			}
			browser().switchTo().window(first);
		}
	}

	@Test
	void deletionAsksAndTheFocusStaysNear() {
		for (String title : List.of("Kept", "Deleted", "Above")) {
			this.shop.post("/api/books", "{\"title\": \"%s\"}".formatted(title));
		}
		waitFor("#books > li:first-child", "Above");
		click("#books > li:nth-child(2) [data-action=Delete]");
		waitForFocusOn("Keep", "Deleted");
		focused().sendKeys(Keys.ESCAPE);
		assertThat(all("[data-action=Keep]")).isEmpty();
		assertThat(textOf("#books > li:nth-child(2)")).contains("Deleted");
		click("#books > li:nth-child(2) [data-action=Delete]");
		click("#books > li:nth-child(2) [data-action='Really delete']");
		waitUntilGone("#books", "Deleted");
		waitForFocusOn("Delete", "Kept");
		waitFor("#events > li:first-child", "deleted");
		addByOthers("Above all");
		waitFor("#books > li:first-child", "Above all");
		waitForFocusOn("Delete", "Kept");
	}

	@Test
	void onAPhoneEventsComeBeforeTheForms() {
		showAs("light", true);
		assertThat(position("#live").get(1)).isLessThanOrEqualTo(position("#forms").get(0));
		assertThat(browser().executeScript("return document.querySelector('main').firstElementChild.id"))
			.isEqualTo("stage");
		assertThat(find("#latest").isDisplayed()).isFalse();
		find("#reader-form [name=name]").click();
		browser().executeScript("document.querySelector('#reader-title').scrollIntoView()");
		addByOthers("To the Lighthouse");
		waitFor("#latest", "+ created: Book #");
		find("#latest button").click();
		assertThat(find("#latest").isDisplayed()).isFalse();
		addByOthers("The Waves");
		waitFor("#latest", "+ created: Book #");
		find("#latest a").click();
		assertThat(find("#latest").isDisplayed()).isFalse();
		assertThat(position("#live").get(0)).isBetween(-5L, 100L);
	}

	private void addByOthers(String title) {
		this.shop.post("/api/books", "{\"title\": \"%s\"}".formatted(title));
	}

	@Test
	void messageCanBeDismissed() {
		find("#fail").sendKeys(Keys.SPACE);
		addBook("Never", "Nobody");
		waitFor("#message", "FailingListener refused");
		find("#message button").click();
		assertThat(find("#message").isDisplayed()).isFalse();
	}

	@Test
	void directionOfATitleIsItsOwn() {
		addBook("\u202eyxalaG ehT", "\u2067Adams");
		waitFor("#books > li:first-child", "yxalaG ehT");
		waitFor("#events > li:first-child", "yxalaG ehT");
		waitFor("#audit", "yxalaG ehT");
		assertThat(browser().executeScript("""
				const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
				const bare = [];
				while (walker.nextNode()) {
					const { data, parentElement } = walker.currentNode;
					if (/[\\u202e\\u2067]/.test(data) && getComputedStyle(parentElement).unicodeBidi !== "isolate") {
						bare.push(parentElement.outerHTML);
					}
				}
				return bare;""")).isEqualTo(List.of());
	}

	@ParameterizedTest
	@CsvSource({ "light, false", "dark, false", "light, true", "dark, true" })
	void textIsReadable(String scheme, boolean phone) throws IOException {
		showAs(scheme, phone);
		addBook("Jacob's Room", "Virginia Woolf");
		waitFor("#books > li:first-child", "Jacob's Room");
		deleteNewest();
		waitFor("#events > li:first-child", "deleted");
		String location = openForEdit("Night and Day");
		this.shop.put(location, """
				{"title": "Day and Night"}""");
		find("#fail").sendKeys(Keys.SPACE);
		this.shop.post("/api/books?fail=true", """
				{"title": "Never"}""");
		find("#book-submit").click();
		waitFor("#conflict", "Day and Night");
		find("#reader-form [type=submit]").click();
		waitFor(".problem", "A reader needs a name.");
		waitFor("#events", "rolled back", "deleted", "updated", "created");
		String contrast = Files.readString(Path.of("src/test/resources/contrast.js"));
		for (String kind : List.of("", "good", "unreachable")) {
			browser().executeScript("""
					const message = document.getElementById("message");
					message.className = arguments[0];
					message.hidden = false;
					message.querySelector("p").textContent = "So it is.";
					document.getElementById("connection").classList.toggle("connected", arguments[0]);""", kind);
			assertThat((List<?>) browser().executeScript(contrast)).as("less than 4.5").isEmpty();
		}
		find("#book-cancel").click();
	}

	@SuppressWarnings("unchecked")
	private List<Long> position(String selector) {
		return (List<Long>) Objects.requireNonNull(browser().executeScript(POSITION, selector));
	}

}
