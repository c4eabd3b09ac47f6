package io.postsave.delivery;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.Audience;
import io.postsave.listener.InTransactionPublication;
import io.postsave.listener.ListenerCalls;
import io.postsave.listener.NamedAttributes;
import io.postsave.listener.PlainListenerMethodFactory;
import io.postsave.listener.AfterCommitListenerMethod;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ReflectionUtils;

/**
 * The whole delivery, with sessions that are fakes and listeners that note what they are
 * told. A test adds listeners, and then has sessions save, most often in a transaction.
 */
final class DeliveryFixture extends CleanThread {

	static final int MAX_ROUNDS = 3;

	private static final Action NOTHING = (event) -> {
	};

	private final List<String> told = new ArrayList<>();

	private final List<PostSaveEvent<?>> events = new ArrayList<>();

	private final List<PostSaveFailure> failures = new ArrayList<>();

	private final Set<Class<?>> excluded = new HashSet<>();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final InTransactionPublication publication = new InTransactionPublication(this.context);

	private final PostSaveListeners listeners = new PostSaveListeners(this.context);

	private final NamedAttributes attributes = new NamedAttributes(null, (type) -> false, () -> true);

	private final Mutes mutes = new Mutes();

	private final SpringTransactions transactions = new SpringTransactions(new FakeSession.Finder());

	private final AfterCommitDelivery afterCommitDelivery;

	private final SaveRecorder recorder;

	private PostSaveErrorHandler errorHandler = this.failures::add;

	private Consumer<FakeSession> configuration = (session) -> {
	};

	private final FakeTransactionManager transactionManager = hooked("factory");

	DeliveryFixture() {
		this.context.refresh();
		this.afterCommitDelivery = new AfterCommitDelivery(this.listeners, () -> this.errorHandler, MAX_ROUNDS);
		this.recorder = new SaveRecorder(this.listeners, this.attributes, this.excluded::contains, this.mutes,
				new InTransactionDelivery(this.publication, this.listeners, this.transactions, MAX_ROUNDS),
				this.afterCommitDelivery, this.transactions);
		this.transactionManager.addListener(new CommitHook(this.recorder, this.transactionManager, MAX_ROUNDS));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		super.afterEach(context);
		this.context.close();
	}

	private FakeTransactionManager hooked(String factory) {
		return new FakeTransactionManager(factory, this::session);
	}

	// who listens

	DeliveryFixture inTransaction(String name, Heard heard) {
		return inTransaction(name, heard, NOTHING);
	}

	DeliveryFixture inTransaction(String name, Heard heard, Action action) {
		addListener(name, heard, action, false);
		return this;
	}

	DeliveryFixture afterCommit(String name, Heard heard) {
		return afterCommit(name, heard, NOTHING);
	}

	DeliveryFixture afterCommit(String name, Heard heard, Action action) {
		addListener(name, heard, action, true);
		return this;
	}

	/**
	 * Adds a listener to deleted books.
	 */
	DeliveryFixture deletions(String name, boolean afterCommit) {
		addListener(name, new DeletedBookListener((event) -> this.told.add(name + ": deleted " + event.getEntity())),
				afterCommit);
		return this;
	}

	/**
	 * Return the only listener method of a bean, which is told of nothing.
	 */
	ApplicationListener<?> adapt(String name, Object bean) {
		return adapt(name, bean, false);
	}

	private ApplicationListener<?> addListener(String name, Heard heard, Action action, boolean afterCommit) {
		return addListener(name, heard.listener((event) -> {
			this.told.add(name + ": " + (event.isCreated() ? "created " : "updated ") + event.getEntity());
			this.events.add(event);
			action.on(event);
		}), afterCommit);
	}

	private ApplicationListener<?> addListener(String name, Object bean, boolean afterCommit) {
		ApplicationListener<?> listener = adapt(name, bean, afterCommit);
		this.context.addApplicationListener(listener);
		return listener;
	}

	private ApplicationListener<?> adapt(String name, Object bean, boolean afterCommit) {
		this.context.getBeanFactory().registerSingleton(name, bean);
		Method method = ReflectionUtils.getUniqueDeclaredMethods(bean.getClass(),
				(candidate) -> candidate.isAnnotationPresent(EventListener.class))[0];
		return new PlainListenerMethodFactory(this.context.getBeanFactory(), ListenerCalls::new, () -> this.publication,
				() -> afterCommit, () -> this.attributes)
			.createApplicationListener(name, bean.getClass(), method);
	}

	/**
	 * Return a listener method that nobody calls, to make audiences of.
	 */
	AfterCommitListenerMethod anyMethod() {
		return (AfterCommitListenerMethod) addListener("any", Heard.BOOKS, NOTHING, true);
	}

	DeliveryFixture exclude(Class<?> entityType) {
		this.excluded.add(entityType);
		return this;
	}

	DeliveryFixture withErrorHandler(PostSaveErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
		return this;
	}

	DeliveryFixture withSessionsThatAre(Consumer<FakeSession> configuration) {
		this.configuration = configuration;
		return this;
	}

	// what the application does

	FakeSession session() {
		FakeSession session = new FakeSession(this.recorder);
		this.configuration.accept(session);
		return session;
	}

	/**
	 * Runs a transaction of Spring's.
	 * @param work what is done in it, with its session
	 * @return its session
	 */
	FakeSession transaction(Consumer<FakeSession> work) {
		return transaction(new TransactionTemplate(this.transactionManager), work);
	}

	FakeSession readOnlyTransaction(Consumer<FakeSession> work) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setReadOnly(true);
		return transaction(template, work);
	}

	FakeSession newTransaction(Consumer<FakeSession> work) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehaviorName("PROPAGATION_REQUIRES_NEW");
		return transaction(template, work);
	}

	private FakeSession transaction(TransactionTemplate template, Consumer<FakeSession> work) {
		FakeSession[] session = new FakeSession[1];
		template.executeWithoutResult((status) -> {
			session[0] = currentSession();
			work.accept(session[0]);
		});
		return session[0];
	}

	FakeSession currentSession() {
		return (FakeSession) Objects.requireNonNull(this.transactions.sessionOf(this.transactionManager));
	}

	// what came of it

	/**
	 * Return what listeners were told, in order: "name: created Book 1".
	 */
	List<String> told() {
		return this.told;
	}

	List<PostSaveEvent<?>> events() {
		return this.events;
	}

	/**
	 * Return what the error handler was called for.
	 */
	List<PostSaveFailure> failures() {
		return this.failures;
	}

	FakeTransactionManager transactionManager() {
		return this.transactionManager;
	}

	SaveRecorder recorder() {
		return this.recorder;
	}

	SaveDelivery delivery() {
		return this.recorder.delivery();
	}

	AfterCommitDelivery afterCommitDelivery() {
		return this.afterCommitDelivery;
	}

	SpringTransactions transactions() {
		return this.transactions;
	}

	PostSaveListeners listeners() {
		return this.listeners;
	}

	Mutes mutes() {
		return this.mutes;
	}

	/**
	 * Whether anything is kept for the current thread.
	 */
	boolean isAnythingPending() {
		return delivery().isAnythingPending() || this.afterCommitDelivery.isAnythingLeft()
				|| this.transactions.openCommits().isAny();
	}

	static Audience audience(boolean inTransaction, List<AfterCommitListenerMethod> afterCommit) {
		Audience.Kind kind = new Audience.Kind(inTransaction, false, List.of(), afterCommit, List.of());
		return new Audience(kind, kind, kind);
	}

	/**
	 * What a listener does.
	 */
	interface Action {

		void on(PostSaveEvent<?> event) throws Throwable;

	}

	/**
	 * What a listener declares to hear.
	 */
	enum Heard {

		BOOKS {

			@Override
			Object listener(Action action) {
				return new BookListener(action);
			}

		},

		CREATED_BOOKS {

			@Override
			Object listener(Action action) {
				return new CreatedBookListener(action);
			}

		},

		UPDATED_BOOKS {

			@Override
			Object listener(Action action) {
				return new UpdatedBookListener(action);
			}

		},

		AUTHORS {

			@Override
			Object listener(Action action) {
				return new AuthorListener(action);
			}

		};

		abstract Object listener(Action action);

	}

	private record BookListener(Action action) {

		@EventListener
		void saved(PostSaveEvent<Book> event) throws Throwable {
			this.action.on(event);
		}

	}

	private record CreatedBookListener(Action action) {

		@EventListener
		void created(PostSaveEvent.Created<Book> event) throws Throwable {
			this.action.on(event);
		}

	}

	private record UpdatedBookListener(Action action) {

		@EventListener
		void updated(PostSaveEvent.Updated<Book> event) throws Throwable {
			this.action.on(event);
		}

	}

	private record AuthorListener(Action action) {

		@EventListener
		void saved(PostSaveEvent<Author> event) throws Throwable {
			this.action.on(event);
		}

	}

	private record DeletedBookListener(Consumer<PostDeleteEvent<Book>> action) {

		@EventListener
		void deleted(PostDeleteEvent<Book> event) {
			this.action.accept(event);
		}

	}

}
