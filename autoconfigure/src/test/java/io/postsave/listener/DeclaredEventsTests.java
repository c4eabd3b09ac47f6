package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Cat;
import io.postsave.library.catalog.Crate;
import io.postsave.library.catalog.Job;
import io.postsave.library.catalog.Purchase;
import io.postsave.library.catalog.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.data.domain.AbstractAggregateRoot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DeclaredEvents}: a method hears exactly the saves that it declares.
 */
class DeclaredEventsTests {

	private static final List<Class<?>> ENTITIES = List.of(Book.class, Cat.class, Task.class, Job.class, Purchase.class,
			Crate.class, Fee.class, LateFee.class);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cat                   | Cat
			task                  | Task
			comparableCats        | Cat
			comparableTasks       |
			comparableToAnything  | Cat Task
			rawComparable         | Cat Task
			aggregates            | Purchase
			fees                  | Fee LateFee
			superOfLateFee        | Fee LateFee
			anyCrate              | Crate
			rawCrate              | Crate
			crateOfStrings        |
			boundedMethod         | Fee LateFee
			wildcard              | Book Cat Task Job Purchase Crate Fee LateFee
			raw                   | Book Cat Task Job Purchase Crate Fee LateFee
			classesAlone          | Book Cat Task Job Purchase Crate Fee LateFee
			noParameter           | Book Cat Task Job Purchase Crate Fee LateFee
			classesAndParameter   | Cat
			""")
	void entityClassIsHeardAsTheMethodDeclaresIt(String method, String heard) {
		assertThat(heardBy(Methods.class, method)).isEqualTo((heard != null) ? heard : "");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			cat,          true,  true
			created,      true,  false
			updated,      false, true
			classCreated, true,  false
			otherClass,   false, false
			noParameter,  true,  true
			""")
	void kindIsHeardAsTheMethodDeclaresIt(String method, boolean created, boolean updated) {
		DeclaredEvents declared = declaredBy(Methods.class, method);
		assertThat(isHeard(declared, PostSaveEvent.Created.class, Cat.class)).isEqualTo(created);
		assertThat(isHeard(declared, PostSaveEvent.Updated.class, Cat.class)).isEqualTo(updated);
	}

	@Test
	void typeVariableOfABaseClassIsWhatItsSubclassSays() {
		assertThat(heardBy(CatIndexer.class, "on")).isEqualTo("Cat");
		assertThat(heardBy(NestedIndexer.class, "on")).isEqualTo("Fee");
		assertThat(heardBy(TaskReader.class, "read")).isEqualTo("Task");
		assertThat(heardBy(OpenIndexer.class, "on")).isEqualTo("Fee LateFee");
	}

	@Test
	void typeVariableThatIsTheEventIsWhatTheSubclassSays() {
		assertThat(heardBy(CatHandler.class, "handle")).isEqualTo("Cat");
		assertThat(declaredBy(CatHandler.class, "handle").areSaves()).isTrue();
		assertThat(declaredBy(OtherHandler.class, "handle").areSaves()).isFalse();
	}

	@Test
	void typeVariableIsWhatTheBeansDefinitionSaysIfTheClassLeavesItOpen() {
		GenericType beanType = new GenericType(ResolvableType.forClass(Indexer.class),
				new GenericType(ResolvableType.forClassWithGenerics(Indexer.class, Job.class), null));
		assertThat(namesHeardBy(DeclaredEvents.of(method(Indexer.class, "on"), beanType))).containsExactly("Job");
	}

	@Test
	void typeVariableIsWhatTheClassSaysIfItsDefinitionSaysLess() {
		GenericType beanType = new GenericType(ResolvableType.forClass(CatIndexer.class), new GenericType(
				ResolvableType.forMethodParameter(method(Methods.class, "indexerOfAnything"), 0), null));
		assertThat(namesHeardBy(DeclaredEvents.of(method(CatIndexer.class, "on"), beanType))).containsExactly("Cat");
	}

	@Test
	void eventOfAnUnknownEntityClassIsHeardByItsOwnClass() {
		assertThat(declaredBy(Methods.class, "created").contain(ResolvableType.forClass(PostSaveEvent.Created.class),
				(eventType) -> false))
			.isTrue();
		assertThat(declaredBy(Methods.class, "created").contain(ResolvableType.forClass(PostSaveEvent.Updated.class),
				(eventType) -> true))
			.isFalse();
	}

	@Test
	void otherEventsAreHeardAsSpringHasItUnlessTheParameterIsASave() {
		ResolvableType other = ResolvableType.forClass(ContextRefreshedEvent.class);
		assertThat(declaredBy(Methods.class, "classesAlone").contain(other, other::equals)).isTrue();
		assertThat(declaredBy(Methods.class, "classesAlone").contain(other, (eventType) -> false)).isFalse();
		assertThat(declaredBy(Methods.class, "noParameter").contain(other, other::equals)).isTrue();
		assertThat(declaredBy(Methods.class, "cat").contain(other, other::equals)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cat", "raw", "classesAlone", "noParameter", "classesAndParameter" })
	void methodThatNamesSavesHearsThem(String method) {
		assertThat(declaredBy(Methods.class, method).areSaves()).isTrue();
		assertThat(DeclaredEvents.mayBeSaves(method(Methods.class, method))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "anything", "anyEvent", "string", "otherClasses" })
	void methodThatNamesNoSavesHearsNoneInParticular(String method) {
		assertThat(declaredBy(Methods.class, method).areSaves()).isFalse();
		assertThat(DeclaredEvents.mayBeSaves(method(Methods.class, method))).isFalse();
	}

	@Test
	void methodMayHearSavesWhereItsClassLeavesOpenWhatItHears() {
		assertThat(DeclaredEvents.mayBeSaves(method(CatHandler.class, "handle"))).isTrue();
		assertThat(DeclaredEvents.mayBeSaves(method(OtherHandler.class, "handle"))).isTrue();
		assertThat(DeclaredEvents.mayBeSaves(method(Strings.class, "handleText"))).isFalse();
		assertThat(DeclaredEvents.mayBeSaves(method(Strings.class, "handleAny"))).isFalse();
	}

	@Test
	void lambdaHearsWhatItsInterfaceSays() {
		TaskReader reader = (event) -> {
		};
		Method method = Arrays.stream(reader.getClass().getMethods())
			.filter((candidate) -> candidate.getName().equals("read"))
			.findFirst()
			.orElseThrow();
		GenericType beanType = new GenericType(ResolvableType.forClass(reader.getClass()), null);
		assertThat(namesHeardBy(DeclaredEvents.of(method, beanType))).containsExactly("Task");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cat                   | PostSaveEvent<Cat>
			comparableCats        | PostSaveEvent<? extends Comparable<Cat>>
			fees                  | PostSaveEvent<? extends Fee>
			superOfLateFee        | PostSaveEvent<? super LateFee>
			anyCrate              | PostSaveEvent<Crate<?>>
			rawCrate              | PostSaveEvent<Crate>
			wildcard              | PostSaveEvent<?>
			raw                   | PostSaveEvent
			created               | PostSaveEvent$Created<Cat>
			boundedMethod         | PostSaveEvent<E>
			""")
	void typeIsWrittenAsInCode(String method, String type) {
		assertThat(writtenBy(Methods.class, method)).isEqualTo(type);
	}

	@Test
	void typeIsWrittenWithWhatItsVariablesStandFor() {
		assertThat(writtenBy(CatIndexer.class, "on")).contains("<Cat>");
		assertThat(writtenBy(CatHandler.class, "handle")).contains("<Cat>");
	}

	@Test
	void typeIsWrittenWithTheClassesOfTheAnnotation() {
		assertThat(writtenBy(Methods.class, "noParameter")).isEqualTo("PostSaveEvent");
		assertThat(writtenBy(Methods.class, "classesAndParameter")).startsWith("PostSaveEvent<").contains(" & ");
	}

	private static String writtenBy(Class<?> beanClass, String method) {
		return declaredBy(beanClass, method).asWritten().replaceAll("[a-z]+\\.", "");
	}

	private static String heardBy(Class<?> beanClass, String method) {
		return String.join(" ", namesHeardBy(declaredBy(beanClass, method)));
	}

	private static List<String> namesHeardBy(DeclaredEvents declared) {
		return ENTITIES.stream()
			.filter((entityClass) -> isHeard(declared, PostSaveEvent.Created.class, entityClass))
			.map(Class::getSimpleName)
			.toList();
	}

	private static boolean isHeard(DeclaredEvents declared, Class<?> eventClass, Class<?> entityClass) {
		return declared.contain(ResolvableType.forClassWithGenerics(eventClass, ResolvableType.forClass(entityClass)),
				(eventType) -> {
					throw new AssertionError("Spring is not asked about saves");
				});
	}

	private static DeclaredEvents declaredBy(Class<?> beanClass, String method) {
		return DeclaredEvents.of(method(beanClass, method), new GenericType(ResolvableType.forClass(beanClass), null));
	}

	private static Method method(Class<?> beanClass, String name) {
		return Stream.concat(Arrays.stream(beanClass.getDeclaredMethods()), Arrays.stream(beanClass.getMethods()))
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow();
	}

	@SuppressWarnings({ "rawtypes", "unused" })
	static class Methods {

		@EventListener
		void cat(PostSaveEvent<Cat> event) {
		}

		@EventListener
		void task(PostSaveEvent<Task> event) {
		}

		@EventListener
		void comparableCats(PostSaveEvent<? extends Comparable<Cat>> event) {
		}

		@EventListener
		void comparableTasks(PostSaveEvent<? extends Comparable<Task>> event) {
		}

		@EventListener
		void comparableToAnything(PostSaveEvent<? extends Comparable<?>> event) {
		}

		@EventListener
		void rawComparable(PostSaveEvent<? extends Comparable> event) {
		}

		@EventListener
		void aggregates(PostSaveEvent<? extends AbstractAggregateRoot<?>> event) {
		}

		@EventListener
		void fees(PostSaveEvent<? extends Fee> event) {
		}

		@EventListener
		void superOfLateFee(PostSaveEvent<? super LateFee> event) {
		}

		@EventListener
		void anyCrate(PostSaveEvent<Crate<?>> event) {
		}

		@EventListener
		void rawCrate(PostSaveEvent<Crate> event) {
		}

		@EventListener
		void crateOfStrings(PostSaveEvent<Crate<String>> event) {
		}

		@EventListener
		<E extends Fee> void boundedMethod(PostSaveEvent<E> event) {
		}

		@EventListener
		void wildcard(PostSaveEvent<?> event) {
		}

		@EventListener
		void raw(PostSaveEvent event) {
		}

		@EventListener
		void created(PostSaveEvent.Created<Cat> event) {
		}

		@EventListener
		void updated(PostSaveEvent.Updated<?> event) {
		}

		@EventListener(classes = PostSaveEvent.Created.class)
		void classCreated(PostSaveEvent<Cat> event) {
		}

		@EventListener(classes = PostSaveEvent.Created.class)
		void otherClass(PostSaveEvent.Updated<Cat> event) {
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void classesAlone(ApplicationEvent event) {
		}

		@EventListener(classes = PostSaveEvent.class)
		void noParameter() {
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void classesAndParameter(PostSaveEvent<Cat> event) {
		}

		@EventListener
		void anything(Object event) {
		}

		@EventListener
		void anyEvent(ApplicationEvent event) {
		}

		@EventListener
		void string(String event) {
		}

		void indexerOfAnything(Indexer<?> indexer) {
		}

		@EventListener(classes = { ContextRefreshedEvent.class, String.class })
		void otherClasses() {
		}

	}

	static class Indexer<T> {

		@EventListener
		public void on(PostSaveEvent<T> event) {
		}

	}

	static class CatIndexer extends Indexer<Cat> {

	}

	static class MiddleIndexer<A, B> extends Indexer<B> {

	}

	static class NestedIndexer extends MiddleIndexer<Cat, Fee> {

	}

	static class OpenIndexer<F extends Fee> extends Indexer<F> {

	}

	interface Reader<T> {

		@EventListener
		void read(PostSaveEvent<T> event);

	}

	interface TaskReader extends Reader<Task> {

	}

	abstract static class Handler<E> {

		@EventListener
		public void handle(E event) {
		}

	}

	static class CatHandler extends Handler<PostSaveEvent.Created<Cat>> {

	}

	static class OtherHandler extends Handler<String> {

	}

	static class Strings {

		@EventListener
		public <E extends CharSequence> void handleText(E event) {
		}

		@EventListener
		public <E> void handleAny(E event) {
		}

	}

}
