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
class BrowserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Dimension DESKTOP = new Dimension(1440, 1100);

	@Autowired
	ShopClient shop;

	private static @Nullable ChromeDriver browser;

	@BeforeAll
	static void openBrowser(@TempDir Path profile) {
		Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome", "chrome");
		Optional<File> driver = program("chromedriver");
		Assumptions.assumeTrue(chromium.isPresent() && driver.isPresent(),
				"Skipped: no Chromium and chromedriver on the PATH");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.orElseThrow());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--disable-dev-shm-usage", "--force-color-profile=srgb", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow())
			.build();
		browser = new ChromeDriver(service, options);
	}

	private static Optional<File> program(String... names) {
		List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
		return Stream.of(names)
			.flatMap((name) -> folders.stream().map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst();
	}

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.quit();
		}
	}

	@BeforeEach
	void openPage() {
		browser().manage().window().setSize(DESKTOP);
		showAs("light", false);
		browser().get(this.shop.address());
		waitFor("#connection.connected", "live");
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
		click("#books > li:first-child button[aria-label^=Edit]");
		assertThat(find("#book-form [name=author]").getDomProperty("value")).isEqualTo("Jane Austen");
		type("#book-form [name=title]", "Persuasion");
		find("#book-form [type=submit]").click();
		waitFor("#events > li:first-child", "updated", "title Persuation → Persuasion");
		waitFor("#books > li:first-child", "Persuasion");
		assertThat(find("#book-title").getText()).isEqualTo("Add a book");
	}

	@Test
	void deletedBookArrivesAsEventAndDisappears() {
		addBook("Lady Susan", "Jane Austen");
		waitFor("#books > li:first-child", "Lady Susan");
		click("#books > li:first-child button[aria-label^=Delete]");
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
		click("#books > li:first-child button[aria-label^=Delete]");
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
		click("#books > li:first-child button[aria-label^=Edit]");
		assertThat(find("#book-form [name=genres]").getDomProperty("value")).isEqualTo("novel, satire");
		type("#book-form [name=genres]", "gothic,novel");
		find("#book-form [type=submit]").click();
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
	@Order(Integer.MAX_VALUE)
	void importShowsItsProgress() {
		find("#import-many").click();
		waitFor("#import-text", "of 10,000", "events per second");
		waitFor("#message.good", "10,000 books were imported.");
		waitFor("#import-text", "10,000 of 10,000");
		waitFor("#books", "Collected Notes, volume 10000");
		waitFor("#books-count", "newest 8 of 10,0");
		assertThat(all("#events > li")).hasSizeBetween(1, 60);
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
	void whatIsMissingOrWrongIsSaid() {
		find("#book-form [type=submit]").click();
		waitFor("#message", "Please fill in: title.");
		assertThat(browser().switchTo().activeElement().getDomAttribute("name")).isEqualTo("title");
		type("#book-form [name=isbn]", "123");
		addBook("Mansfield Park", "Jane Austen");
		waitFor("#message", "isbn must be a valid ISBN");
	}

	@Test
	void pageIsUsedByKeyboard() {
		find("#book-form [name=title]").sendKeys("Sanditon", Keys.TAB, "Jane Austen", Keys.TAB, Keys.TAB, "novel",
				Keys.TAB);
		assertThat(browser().switchTo().activeElement().getText()).isEqualTo("Add book");
		browser().switchTo().activeElement().sendKeys(Keys.ENTER);
		waitFor("#books > li:first-child", "Sanditon");
		find("#books > li:first-child button[aria-label^=Edit]").sendKeys(Keys.ENTER);
		assertThat(browser().switchTo().activeElement().getDomProperty("value")).isEqualTo("Sanditon");
	}

	@Test
	void nothingIsTooWideForAPhone() {
		addBook("A-title-without-any-space-".repeat(7), "An-author-without-space-".repeat(4));
		waitFor("#books > li:first-child", "A-title-without-any-space");
		register("R".repeat(100), "reader." + "r".repeat(50) + "@example.org");
		waitFor("#inbox", "rrrrr");
		showAs("light", true);
		assertThat(browser().executeScript("return document.documentElement.scrollWidth")).isEqualTo(360L);
		find("#latest").click();
		waitFor("#live", "Live events");
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
		click("#books > li:first-child button[aria-label^=Edit]");
		type("#book-form [name=title]", "Understanding Signals, 2nd edition");
		type("#book-form [name=genres]", "computing, textbook");
		find("#book-form [type=submit]").click();
		waitFor("#books > li:first-child", "2nd edition", "computing · textbook");
		click("#books button[aria-label='Delete Django Basics']");
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

	private void addBook(String title, String author) {
		type("#book-form [name=title]", title);
		type("#book-form [name=author]", author);
		find("#book-form [type=submit]").click();
	}

	private void register(String name, String email) {
		type("#reader-form [name=name]", name);
		type("#reader-form [name=email]", email);
		find("#reader-form [type=submit]").click();
	}

	/**
	 * Clicks what may be drawn anew meanwhile.
	 */
	private void click(String selector) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> find(selector).click());
	}

	private void type(String selector, String text) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(text);
	}

	private void waitFor(String selector, String... texts) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(textOf(selector)).contains(texts));
	}

	private void waitUntilGone(String selector, String text) {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(textOf(selector)).doesNotContain(text));
	}

	private String textOf(String selector) {
		return find(selector).getText().replaceAll("\\s+", " ");
	}

	private WebElement find(String selector) {
		return browser().findElement(By.cssSelector(selector));
	}

	private List<WebElement> all(String selector) {
		return browser().findElements(By.cssSelector(selector));
	}

	private void showAs(String scheme, boolean phone) {
		browser().executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		if (phone) {
			browser().executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
		}
		else {
			browser().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		}
	}

	private void keep(String name) throws IOException {
		String folder = System.getProperty("screenshots");
		if (folder != null) {
			Files.write(Path.of(folder, "sample-" + name + ".png"), browser().getScreenshotAs(OutputType.BYTES));
		}
	}

	private static ChromeDriver browser() {
		return Objects.requireNonNull(browser);
	}

}
