package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.Item;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Tome;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link NamedAttributes}: when which name is refused.
 */
class NamedAttributesTests {

	private static final StubEntity BOOK = StubEntity.of(Book.class, "author", "title");

	private static final StubEntity ACCOUNT = StubEntity.of(Account.class, "owner");

	private static final StubEntity NOTE = StubEntity.of(Note.class, "text");

	private boolean unitsCreated = true;

	private final NamedAttributes attributes = new NamedAttributes(null, (type) -> type == Account.class,
			() -> this.unitsCreated);

	private final EntityAttributes.Unit books = StubEntity.unit(BOOK);

	private final EntityAttributes.Unit notes = StubEntity.unit(NOTE);

	@Test
	void nothingIsRefusedBeforeTheStart() {
		this.attributes.unitBuilt(this.books);
		adapt("anythingWithText");
		adapt("booksWithText");
		this.attributes.unitBuilt(this.notes);
	}

	@Test
	void nameThatNoEntityHasIsRefusedAtTheStart() {
		this.attributes.unitBuilt(this.books);
		adapt("booksWithText");
		assertRefused(this.attributes::started)
			.withMessage("Listener method io.postsave.listener.NamedAttributesTests$Listeners"
					+ ".booksWithText(io.postsave.PostSaveEvent) is annotated with @WhenChanged, but no entity that it can "
					+ "hear has 'text' as an attribute that can change. It can hear io.postsave.bookshop.Book in "
					+ "persistence unit 'default', which has: author, title. Name attributes of these, or leave the "
					+ "annotation out.");
	}

	@Test
	void everyNameThatNoEntityHasIsRefused() {
		this.attributes.unitBuilt(this.books);
		adapt("booksWithMuch");
		assertRefused(this.attributes::started)
			.withMessageContaining("has 'colour' or 'version' as an attribute that can change. "
					+ "'version' is the version of Book. It can hear ");
	}

	@Test
	void nameIsKnownIfAnEntityOfAnyUnitHasIt() {
		this.attributes.unitBuilt(this.books);
		adapt("anythingWithText");
		this.attributes.unitBuilt(this.notes);
		assertThatNoException().isThrownBy(this.attributes::started);
	}

	@Test
	void methodThatHearsNoEntityIsNotRefused() {
		adapt("booksWithText");
		this.attributes.unitBuilt(this.notes);
		assertThatNoException().isThrownBy(this.attributes::started);
	}

	@Test
	void entityThatIsExcludedIsHeardByNobody() {
		this.attributes.unitBuilt(StubEntity.unit(ACCOUNT));
		adapt("accountsWithText");
		adapt("anythingWithOwner");
		assertThatNoException().isThrownBy(this.attributes::started);
		assertRefused(() -> this.attributes.unitBuilt(this.books)).withMessageContaining("'owner'");
	}

	@Test
	void abstractEntityIsHeardByItsSubclassesAlone() {
		this.attributes
			.unitBuilt(StubEntity.unit(StubEntity.of(Item.class, "text"), StubEntity.of(Tome.class, "pages")));
		adapt("itemsWithText");
		assertRefused(this.attributes::started).withMessageContaining("It can hear " + Tome.class.getName() + " in ")
			.withMessageNotContaining(Item.class.getName());
	}

	@Test
	void unitThatIsBuiltLaterIsRefusedIfAMethodThatHearsItsEntitiesNamesWhatNoneHas() {
		adapt("booksWithText");
		this.attributes.started();
		assertThatNoException().isThrownBy(() -> this.attributes.unitBuilt(this.notes));
		assertRefused(() -> this.attributes.unitBuilt(this.books)).withMessageContaining("booksWithText");
	}

	@Test
	void unitThatIsBuiltOnceMoreIsRefusedOnceMore() {
		adapt("booksWithText");
		this.attributes.started();
		assertRefused(() -> this.attributes.unitBuilt(this.books));
		assertRefused(() -> this.attributes.unitBuilt(StubEntity.unit(BOOK)));
	}

	@Test
	void unitThatIsBuiltLaterNeedNotHaveWhatAnotherHas() {
		this.attributes.unitBuilt(this.notes);
		adapt("anythingWithText");
		this.attributes.started();
		assertThatNoException().isThrownBy(() -> this.attributes.unitBuilt(this.books));
	}

	@Test
	void unitThatIsLeftForLaterMayHaveTheName() {
		this.unitsCreated = false;
		this.attributes.unitBuilt(this.books);
		adapt("anythingWithText");
		assertThatNoException().isThrownBy(this.attributes::started);
		this.unitsCreated = true;
		assertThatNoException().isThrownBy(() -> this.attributes.unitBuilt(this.notes));
	}

	@Test
	void nameThatTheLastUnitDoesNotHaveEitherIsRefusedWithThatUnit() {
		this.unitsCreated = false;
		this.attributes.unitBuilt(this.books);
		adapt("booksWithText");
		this.attributes.started();
		this.unitsCreated = true;
		assertRefused(() -> this.attributes.unitBuilt(this.notes)).withMessageContaining("booksWithText");
	}

	@Test
	void methodThatIsAdaptedLaterIsRefusedAtOnce() {
		this.attributes.unitBuilt(this.books);
		this.attributes.started();
		assertThatNoException().isThrownBy(() -> adapt("booksWithTitle"));
		assertRefused(() -> adapt("booksWithText")).withMessageContaining("booksWithText");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listWithText", "classesWithText", "createdWithText" })
	void eachKindOfDeclarationIsHeardAsItIs(String method) {
		adapt(method);
		this.attributes.unitBuilt(this.notes);
		assertThatNoException().isThrownBy(this.attributes::started);
		this.attributes.unitBuilt(StubEntity.unit(StubEntity.of(LateFee.class, "daysLate")));
		NamedAttributes others = new NamedAttributes(null, (type) -> false, () -> true);
		others.methodAdapted(listener(method, Listeners.class));
		others.started();
		others.unitBuilt(StubEntity.unit(ACCOUNT));
		assertRefused(() -> others.unitBuilt(StubEntity.unit(StubEntity.of(Fee.class, "amount"))))
			.withMessageContaining(method);
	}

	@Test
	void genericBaseClassHearsWhatItsSubclassSays() {
		this.attributes.unitBuilt(StubEntity.unit(BOOK, NOTE));
		this.attributes.methodAdapted(listener("index", NoteIndexer.class));
		assertThatNoException().isThrownBy(this.attributes::started);
		assertRefused(() -> this.attributes.methodAdapted(listener("index", BookIndexer.class)))
			.withMessageContaining("Indexer.index(")
			.withMessageContaining("It can hear " + Book.class.getName() + " in ")
			.withMessageNotContaining(Note.class.getName());
	}

	@Test
	void methodOfAParentContextHearsTheUnitsOfItsChild() {
		adapt("booksWithText");
		this.attributes.started();
		NamedAttributes child = new NamedAttributes(this.attributes, (type) -> false, () -> true);
		child.unitBuilt(this.books);
		assertRefused(child::started).withMessageContaining("booksWithText");
	}

	@Test
	void methodOfAParentContextMayNameWhatTheParentsEntitiesHave() {
		this.attributes.unitBuilt(this.notes);
		adapt("anythingWithText");
		this.attributes.started();
		NamedAttributes child = new NamedAttributes(this.attributes, (type) -> false, () -> true);
		child.unitBuilt(this.books);
		assertThatNoException().isThrownBy(child::started);
	}

	private void adapt(String method) {
		this.attributes.methodAdapted(listener(method, Listeners.class));
	}

	private static ThrowableAssertAlternative<IllegalStateException> assertRefused(ThrowingCallable call) {
		return assertThatIllegalStateException().isThrownBy(call);
	}

	private static PlainListenerMethod listener(String name, Class<?> beanClass) {
		Method method = ReflectionUtils.getUniqueDeclaredMethods(beanClass,
				(candidate) -> candidate.getName().equals(name))[0];
		return (PlainListenerMethod) new PlainListenerMethodFactory(new DefaultListableBeanFactory(),
				ListenerCalls::new, () -> new InTransactionPublication((event) -> {
				}), () -> false, () -> new NamedAttributes(null, (type) -> false, () -> true))
			.createApplicationListener("listeners", beanClass, method);
	}

	static class Listeners {

		@EventListener
		@WhenChanged("text")
		void anythingWithText(PostSaveEvent<?> event) {
		}

		@EventListener
		@WhenChanged("owner")
		void anythingWithOwner(PostSaveEvent<?> event) {
		}

		@EventListener
		@WhenChanged("text")
		void booksWithText(PostSaveEvent<Book> event) {
		}

		@EventListener
		@WhenChanged({ "colour", "title", "version" })
		void booksWithMuch(PostSaveEvent<Book> event) {
		}

		@EventListener
		@WhenChanged("title")
		void booksWithTitle(PostSaveEvent<Book> event) {
		}

		@EventListener
		@WhenChanged("text")
		void accountsWithText(PostSaveEvent<Account> event) {
		}

		@EventListener
		@WhenChanged("text")
		void itemsWithText(PostSaveEvent<? extends Item> event) {
		}

		@EventListener
		@WhenChanged("text")
		void listWithText(List<? extends PostSaveEvent<Fee>> events) {
		}

		@EventListener(classes = PostSaveEvent.Created.class)
		@WhenChanged("text")
		void classesWithText(PostSaveEvent<Fee> event) {
		}

		@EventListener
		@WhenChanged("text")
		void createdWithText(PostSaveEvent.Created<Fee> event) {
		}

	}

	static class Indexer<T> {

		@EventListener
		@WhenChanged("text")
		void index(PostSaveEvent.Updated<T> event) {
		}

	}

	static class BookIndexer extends Indexer<Book> {

	}

	static class NoteIndexer extends Indexer<Note> {

	}

}
