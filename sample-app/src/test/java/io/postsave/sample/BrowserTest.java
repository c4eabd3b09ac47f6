package io.postsave.sample;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
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
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A browser without a window, and what one does with it. Tests in it are skipped, and say
 * so, where there is no Chromium.
 */
abstract class BrowserTest {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Dimension DESKTOP = new Dimension(1440, 1100);

	private static boolean saidSo;

	private static @Nullable ChromeDriver browser;

	@BeforeAll
	static void openBrowser(@TempDir Path profile) {
		Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome", "chrome");
		Optional<File> driver = program("chromedriver");
		if (chromium.isEmpty() || driver.isEmpty()) {
			skip("no Chromium and chromedriver on the PATH");
		}
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.orElseThrow());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--disable-dev-shm-usage", "--force-color-profile=srgb", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow())
			.build();
		browser = new ChromeDriver(service, options);
	}

	/**
	 * Skips the tests, and says so where a build shows it: what tests print goes to
	 * files.
	 */
	private static void skip(String reason) {
		if (!saidSo) {
			saidSo = true;
			new PrintStream(new FileOutputStream(FileDescriptor.err), true)
				.println("SKIPPED: the browser's tests of the bookshop (" + reason + ")");
		}
		Assumptions.abort(reason);
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

	void openPage(String address) {
		browser().manage().window().setSize(DESKTOP);
		showAs("light", false);
		browser().get(address);
		waitFor("#connection.connected", "live");
	}

	void addBook(String title, String author) {
		type("#book-form [name=title]", title);
		type("#book-form [name=author]", author);
		find("#book-submit").click();
	}

	void register(String name, String email) {
		type("#reader-form [name=name]", name);
		type("#reader-form [name=email]", email);
		find("#reader-form [type=submit]").click();
	}

	void editNewest() {
		click("#books > li:first-child [data-action=Edit]");
	}

	void deleteNewest() {
		click("#books > li:first-child [data-action=Delete]");
		click("#books > li:first-child [data-action='Really delete']");
	}

	void waitForFocusOn(String... words) {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(focused().getAccessibleName()).contains(words));
	}

	WebElement focused() {
		return browser().switchTo().activeElement();
	}

	/**
	 * Clicks what may be drawn anew meanwhile, in the middle of the screen, where nothing
	 * covers it.
	 */
	void click(String selector) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
			WebElement element = find(selector);
			browser().executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
			element.click();
		});
	}

	void type(String selector, String text) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(text);
	}

	void waitFor(String selector, String... texts) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(textOf(selector)).contains(texts));
	}

	void waitUntilGone(String selector, String text) {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(textOf(selector)).doesNotContain(text));
	}

	String textOf(String selector) {
		return find(selector).getText().replaceAll("\\s+", " ");
	}

	WebElement find(String selector) {
		return browser().findElement(By.cssSelector(selector));
	}

	List<WebElement> all(String selector) {
		return browser().findElements(By.cssSelector(selector));
	}

	void showAs(String scheme, boolean phone) {
		showAs(scheme, phone, "reduce");
	}

	void showAs(String scheme, boolean phone, String motion) {
		browser().executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", motion))));
		if (phone) {
			browser().executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
		}
		else {
			browser().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		}
	}

	static ChromeDriver browser() {
		return Objects.requireNonNull(browser);
	}

}
