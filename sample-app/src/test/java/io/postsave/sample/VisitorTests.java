package io.postsave.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page while its shop goes and comes, and for the pages of others.
 */
@SampleTest
class VisitorTests extends BrowserTest {

	@Autowired
	ShopClient shop;

	@Test
	void pageFollowsAShopThatIsStartedAnewWithOtherSettings() {
		int port;
		try (ConfigurableApplicationContext application = start(0, "after-commit")) {
			ShopClient shop = clientOf(application);
			port = Integer.parseInt(shop.address().replaceAll(".*:", ""));
			openPage(shop.address());
			addBook("Before", "Nobody");
			waitFor("#events > li:first-child", "in transaction AuditListener.logChanges ImportListener.count",
					"after commit BookListener.bookSaved SummaryListener.booksAdded");
			assertThat(textOf("#live")).contains("Listeners that do not choose are told after the commit.",
					"3 events since the shop opened");
			assertCaptions();
		}
		waitFor("#connection", "connection lost");
		addBook("Between", "Nobody");
		waitFor("#message", "The shop cannot be reached.");
		assertThat(find("#book-form [name=title]").getDomProperty("value")).isEqualTo("Between");
		try (ConfigurableApplicationContext application = start(port, "in-transaction")) {
			assertThat(clientOf(application).address()).endsWith(":" + port);
			waitFor("#connection.connected", "live");
			waitFor("#live-count", "2 events since the shop opened");
			assertThat(find("#message").isDisplayed()).as("cannot be reached").isFalse();
			assertThat(textOf("#live")).contains("Listeners that do not choose are told in the transaction.")
				.doesNotContain("Before");
			assertThat(textOf("#books")).doesNotContain("Before");
			assertCaptions();
			find("#book-submit").click();
			waitFor("#events > li:first-child", "Between", "BookListener.bookSaved");
		}
	}

	private void assertCaptions() {
		assertThat(textOf("#panels")).contains("cached, and forgotten after the commit", "created in the transaction",
				"sent after the commit", "written in the transaction");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void pageOfAnotherSiteImportsNothing(String host) throws IOException {
		HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		try {
			byte[] page = """
					<form method="post" enctype="multipart/form-data" action="%s/api/books/import"><button>Win!</button></form>
					<iframe src="%s/"></iframe>
					<script>
						document.forms[0].addEventListener("formdata", (event) =>
							event.formData.set("file", new File(["title,author\\nForged,Nobody"], "books.csv")));
					</script>"""
				.formatted(this.shop.address(), this.shop.address())
				.getBytes(StandardCharsets.UTF_8);
			other.createContext("/", (exchange) -> {
				exchange.getResponseHeaders().set("Content-Type", "text/html");
				exchange.sendResponseHeaders(200, page.length);
				exchange.getResponseBody().write(page);
				exchange.close();
			});
			other.start();
			browser().get("http://" + host + ":" + other.getAddress().getPort());
			browser().switchTo().frame(0);
			assertThat(all("main")).as("the shop in a frame").isEmpty();
			browser().switchTo().defaultContent();
			find("button").click();
			waitFor("body", "Only the bookshop's own page may change something");
			assertThat(this.shop.get("/api/books").body()).doesNotContain("Forged");
		}
		finally {
			other.stop(0);
		}
	}

	private static ConfigurableApplicationContext start(int port, String delivery) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setDefaultProperties(Map.of("server.port", String.valueOf(port)));
		return application.run("--post-save.delivery=" + delivery);
	}

	private static ShopClient clientOf(ConfigurableApplicationContext application) {
		return new ShopClient((ServletWebServerApplicationContext) application);
	}

}
