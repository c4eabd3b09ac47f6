package io.postsave.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.library.catalog.Crate;
import io.postsave.library.catalog.Volume;
import io.postsave.library.exclusion.Secret;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint as an operator asks it: by HTTP, of an application with units and
 * listeners of all kinds.
 */
@Tag("smoke")
class PostSaveEndpointIntegrationTests {

	private static final String HEARERS = Hearers.class.getName();

	private static final String CREATED = "io.postsave.PostSaveEvent$Created";

	private static final String UPDATED = "io.postsave.PostSaveEvent$Updated";

	private final WebApplicationContextRunner shop = runner(Shop.class);

	private final WebApplicationContextRunner units = runner(Units.class).withUserConfiguration(Yard.class)
		.withPropertyValues("post-save.exclude=" + Account.class.getName());

	private static WebApplicationContextRunner runner(Class<?> application) {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withUserConfiguration(application, Hearers.class)
			.withPropertyValues("server.port=0", "spring.datasource.generate-unique-name=true",
					"management.endpoints.web.exposure.include=postsave");
	}

	@Test
	void propertiesAreTold() {
		this.shop
			.withPropertyValues("post-save.delivery=after-commit", "post-save.max-rounds=5",
					"post-save.exclude=io.postsave.bookshop")
			.run((context) -> {
				DocumentContext json = read(context, "");
				assertThat(json.<Boolean>read("$.enabled")).isTrue();
				assertThat(json.<String>read("$.delivery")).isEqualTo("after-commit");
				assertThat(json.<Integer>read("$.maxRounds")).isEqualTo(5);
				assertThat(json.<List<String>>read("$.excludes")).containsExactly("io.postsave.bookshop");
			});
	}

	@Test
	void listenersAreDescribedInTheirOrder() {
		this.shop.run((context) -> {
			List<Map<String, Object>> listeners = read(context, "").read("$.listeners");
			String book = Book.class.getName();
			assertThat(listeners).containsExactly(
					listener("retitled(" + UPDATED + ")", UPDATED + "<" + book + ">", List.of("title", "author"), 5,
							"in-transaction", List.of(book)),
					listener("nothing(io.postsave.PostSaveEvent)",
							"io.postsave.PostSaveEvent<" + Volume.class.getName() + ">", List.of(), Integer.MAX_VALUE,
							"in-transaction", List.of()),
					Map.of("method", NoteListener.class.getName(), "declaredType",
							"io.postsave.PostSaveEvent<" + Note.class.getName() + ">", "changedAttributes", List.of(),
							"order", Integer.MAX_VALUE, "delivery", "in-transaction", "entities",
							List.of(Note.class.getName())),
					Map.of("method", "sleepingNoteListener", "declaredType",
							"io.postsave.PostDeleteEvent<" + Note.class.getName() + ">", "changedAttributes", List.of(),
							"delivery", "in-transaction", "entities", List.of(Note.class.getName())),
					with(listener("index(io.postsave.PostSaveEvent)",
							"io.postsave.PostSaveEvent<? extends " + book + ">", List.of(), Integer.MAX_VALUE,
							"after-commit", List.of(book)), "condition", "#event.hasChanged('title')"),
					with(listener("lost(io.postsave.PostDeleteEvent)", "io.postsave.PostDeleteEvent<" + book + ">",
							List.of(), Integer.MAX_VALUE, "after-rollback", List.of(book)), "phase", "AFTER_ROLLBACK"),
					listener("all(java.util.List)", "java.util.List<io.postsave.PostWriteEvent<?>>", List.of(),
							Integer.MAX_VALUE, "after-commit",
							List.of(Account.class.getName(), book, Note.class.getName())));
		});
	}

	@Test
	void listenerThatHearsNoEntityIsNamed() {
		this.shop.run((context) -> assertThat(read(context, "").<List<String>>read("$.matchesNothing"))
			.containsExactly(HEARERS + ".nothing(io.postsave.PostSaveEvent)"));
	}

	@Test
	void unitsAreToldWithHowTheyWereJoined() {
		this.units.run((context) -> {
			assertThat(context).hasNotFailed();
			List<Map<String, Object>> units = read(context, "").read("$.units");
			assertThat(units).containsExactlyInAnyOrder(
					Map.of("name", "shop", "joined", true, "how", "prepared, and joined when it was built"),
					Map.of("name", "archive", "joined", true, "how",
							"prepared, and joined when it was built, with JPA's callbacks off"),
					Map.of("name", "yard", "joined", true, "how", "joined when it was there already"),
					Map.of("name", "eclipse", "joined", false, "how",
							"not Hibernate's: org.eclipse.persistence.jpa.PersistenceProvider"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Book", "io.postsave.bookshop.Book" })
	void entityIsAskedForBySimpleOrFullName(String name) {
		this.shop.run((context) -> {
			DocumentContext json = read(context, "/" + name);
			assertThat(json.<List<String>>read("$.entities[*].type")).containsExactly(Book.class.getName());
			assertThat(json.<List<String>>read("$.entities[0].units")).containsExactly("default");
			assertThat(json.<Boolean>read("$.entities[0].told")).isTrue();
			assertThat(json.<List<String>>read("$.entities[0].listeners[*].method")).containsExactly(
					HEARERS + ".retitled(" + UPDATED + ")", HEARERS + ".index(io.postsave.PostSaveEvent)",
					HEARERS + ".lost(io.postsave.PostDeleteEvent)", HEARERS + ".all(java.util.List)");
			assertThat(json.<List<List<String>>>read("$.entities[0].listeners[*].kinds")).containsExactly(
					List.of("updated"), List.of("created", "updated"), List.of("deleted"),
					List.of("created", "updated", "deleted"));
		});
	}

	@Test
	void allEntitiesOfANameAreTold() {
		this.units.run((context) -> {
			DocumentContext json = read(context, "/Crate");
			assertThat(json.<List<String>>read("$.entities[*].type")).containsExactly(Crate.class.getName(),
					io.postsave.library.random.Crate.class.getName());
			assertThat(json.<List<String>>read("$.entities[*].units[*]")).containsExactly("archive", "yard");
			assertThat(json.<List<String>>read("$.entities[0].listeners[*].method"))
				.containsExactly(HEARERS + ".all(java.util.List)");
			assertThat(json.<List<String>>read("$.entities[1].listeners[*].method"))
				.containsExactly(Yard.class.getName() + ".crates(" + CREATED + ")", HEARERS + ".all(java.util.List)");
		});
	}

	@Test
	void entityThatIsNeverToldHasNoListenersButAReason() {
		this.units.run((context) -> {
			DocumentContext excluded = read(context, "/Account");
			assertThat(excluded.<Boolean>read("$.entities[0].told")).isFalse();
			assertThat(excluded.<String>read("$.entities[0].whyUntold")).isEqualTo("excluded by post-save.exclude");
			assertThat(excluded.<List<String>>read("$.entities[0].listeners[*]")).isEmpty();
			DocumentContext withoutListener = read(context, "/Secret");
			assertThat(withoutListener.<String>read("$.entities[0].whyUntold"))
				.isEqualTo("without the entity listener of post-save");
			List<List<String>> heard = read(context, "").read("$.listeners[*].entities");
			assertThat(heard).isNotEmpty()
				.allSatisfy((entities) -> assertThat(entities).doesNotContain(Account.class.getName(),
						Secret.class.getName()));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Boo", "book", "io.postsave.bookshop", "Volume" })
	void nameThatNoEntityHasIsNotFound(String name) {
		this.shop.run((context) -> assertThat(get(context, "/" + name).statusCode()).isEqualTo(404));
	}

	@Test
	void endpointCannotBeWrittenTo() {
		this.shop.run((context) -> assertThat(
				send(HttpRequest.newBuilder(uri(context, "")).POST(HttpRequest.BodyPublishers.noBody()).build())
					.statusCode())
			.isEqualTo(405));
	}

	@Test
	void endpointIsNotExposedByDefault() {
		this.shop.withPropertyValues("management.endpoints.web.exposure.include=health").run((context) -> {
			assertThat(context).doesNotHaveBean(PostSaveEndpoint.class);
			assertThat(get(context, "").statusCode()).isEqualTo(404);
		});
	}

	@Test
	void endpointSaysThatPostSaveIsSwitchedOff() {
		this.shop.withPropertyValues("post-save.enabled=false").run((context) -> {
			DocumentContext json = read(context, "");
			assertThat(json.<Boolean>read("$.enabled")).isFalse();
			assertThat(json.<List<Object>>read("$.listeners")).isEmpty();
			assertThat(get(context, "/Book").statusCode()).isEqualTo(404);
		});
	}

	@Test
	void thereIsNoEndpointWithoutHibernate() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.hibernate"))
			.withPropertyValues("management.endpoints.web.exposure.include=postsave")
			.withConfiguration(AutoConfigurations.of(PostSaveEndpointAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("postSaveEndpoint"));
	}

	private static Map<String, Object> listener(String method, String declaredType, List<String> changedAttributes,
			int order, String delivery, List<String> entities) {
		return Map.of("method", HEARERS + "." + method, "declaredType", declaredType, "changedAttributes",
				changedAttributes, "order", order, "delivery", delivery, "entities", entities);
	}

	private static Map<String, Object> with(Map<String, Object> listener, String name, Object value) {
		Map<String, Object> extended = new HashMap<>(listener);
		extended.put(name, value);
		return extended;
	}

	private static DocumentContext read(AssertableWebApplicationContext context, String path) {
		assertThat(context).hasNotFailed();
		HttpResponse<String> response = get(context, path);
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonPath.parse(response.body());
	}

	private static HttpResponse<String> get(AssertableWebApplicationContext context, String path) {
		return send(HttpRequest.newBuilder(uri(context, path)).build());
	}

	private static URI uri(AssertableWebApplicationContext context, String path) {
		WebServer server = context.getSourceApplicationContext(ServletWebServerApplicationContext.class).getWebServer();
		int port = Objects.requireNonNull(server).getPort();
		return URI.create("http://localhost:" + port + "/actuator/postsave" + path);
	}

	private static HttpResponse<String> send(HttpRequest request) {
		try {
			return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	@EntityScan(basePackageClasses = Book.class)
	@Import(NoteListener.class)
	static class Shop {

		@Bean
		@Lazy
		SleepingNoteListener sleepingNoteListener() {
			throw new IllegalStateException("asked for");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hearers {

		@EventListener
		@WhenChanged({ "title", "author" })
		@Order(5)
		void retitled(PostSaveEvent.Updated<Book> event) {
		}

		@EventListener(condition = "#event.hasChanged('title')")
		@AfterCommit
		void index(PostSaveEvent<? extends Book> event) {
		}

		@EventListener
		@AfterCommit
		void all(List<PostWriteEvent<?>> events) {
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void lost(PostDeleteEvent<Book> event) {
		}

		@EventListener
		void nothing(PostSaveEvent<Volume> event) {
		}

	}

	static class NoteListener implements ApplicationListener<PostSaveEvent<Note>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Note> event) {
		}

	}

	static class SleepingNoteListener implements ApplicationListener<PostDeleteEvent<Note>> {

		@Override
		public void onApplicationEvent(PostDeleteEvent<Note> event) {
		}

	}

	/**
	 * Four units, each joined in another way or not at all.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	static class Units {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean shopEntityManagerFactory(DataSource dataSource) {
			return unit("shop", dataSource, new HibernateJpaVendorAdapter(), Map.of(), Book.class, Note.class,
					Account.class, Address.class, Secret.class);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean archiveEntityManagerFactory(DataSource dataSource) {
			return unit("archive", dataSource, new HibernateJpaVendorAdapter(),
					Map.of("hibernate.jpa_callbacks.enabled", "false"), Crate.class);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean eclipseEntityManagerFactory(DataSource dataSource) {
			return unit("eclipse", dataSource, new EclipseLinkJpaVendorAdapter(),
					Map.of("eclipselink.weaving", "false"), Account.class, Address.class);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name, DataSource dataSource,
				JpaVendorAdapter adapter, Map<String, String> properties, Class<?>... entities) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setPersistenceUnitName(name);
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(adapter);
			factory.setJpaPropertyMap(properties);
			factory.setManagedTypes(
					PersistenceManagedTypes.of(Arrays.stream(entities).map(Class::getName).toArray(String[]::new)));
			return factory;
		}

	}

	/**
	 * A unit that is there before it can be prepared, and who listens to it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Yard {

		@Bean
		EntityManagerFactory yardEntityManagerFactory(DataSource dataSource) {
			HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("yard");
			configuration.managedClasses(io.postsave.library.random.Crate.class, io.postsave.library.random.Part.class,
					io.postsave.library.random.Sticker.class);
			configuration.property("hibernate.connection.datasource", dataSource);
			return configuration.createEntityManagerFactory();
		}

		@EventListener
		void crates(PostSaveEvent.Created<io.postsave.library.random.Crate> event) {
		}

	}

}
