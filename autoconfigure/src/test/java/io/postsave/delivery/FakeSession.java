package io.postsave.delivery;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A session without a database: it notes what it is asked to do, writes the rows that a
 * test queues, and tells a recorder of them in the order in which Hibernate does.
 */
final class FakeSession implements WriteSession {

	static final String PERSISTENCE_UNIT = "unit";

	private final @Nullable SaveRecorder recorder;

	private final List<String> calls = new ArrayList<>();

	private final Set<Object> managed = new HashSet<>();

	private final Set<Object> scheduledRemovals = new LinkedHashSet<>();

	private final Set<Object> executedRemovals = new LinkedHashSet<>();

	private List<FakeRow> dirty = new ArrayList<>();

	private String persistenceUnit = PERSISTENCE_UNIT;

	private Object coordinator = this;

	private @Nullable Connection connection;

	private boolean connectionProvided;

	private boolean stateless;

	private boolean open = true;

	private boolean flushing;

	private boolean cascading;

	private boolean inTransaction;

	private boolean committed;

	private boolean flushedAtCommit = true;

	private boolean looked;

	private boolean flushOmittable = true;

	private boolean flushOmitted;

	private boolean endTold = true;

	private Predicate<FakeRow> writtenForNothingElse = (row) -> false;

	private @Nullable RuntimeException flushFailure;

	private @Nullable RuntimeException rollbackFailure;

	private @Nullable TransactionEnd end;

	/**
	 * Creates a session that is its own native session.
	 * @param recorder told of what it does, {@code null} where nobody is
	 */
	FakeSession(@Nullable SaveRecorder recorder) {
		this.recorder = recorder;
	}

	static Connection newConnection() {
		return (Connection) Proxy.newProxyInstance(FakeSession.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "equals" -> proxy == arguments[0];
					case "hashCode" -> System.identityHashCode(proxy);
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	// what it is

	FakeSession ofUnit(String persistenceUnit) {
		this.persistenceUnit = persistenceUnit;
		return this;
	}

	FakeSession childOf(FakeSession parent) {
		this.coordinator = parent.coordinator;
		return this;
	}

	FakeSession withConnection(Connection connection) {
		this.connection = connection;
		return this;
	}

	FakeSession withProvidedConnection(Connection connection) {
		this.connectionProvided = true;
		return withConnection(connection);
	}

	FakeSession stateless() {
		this.stateless = true;
		this.flushedAtCommit = false;
		return this;
	}

	FakeSession flushedManually() {
		this.flushedAtCommit = false;
		return this;
	}

	FakeSession withoutOmittedFlushes() {
		this.flushOmittable = false;
		return this;
	}

	/**
	 * Has the session say nothing of the end of its transaction.
	 */
	FakeSession withoutEnd() {
		this.endTold = false;
		return this;
	}

	FakeSession overlooking(Predicate<FakeRow> writtenForNothingElse) {
		this.writtenForNothingElse = writtenForNothingElse;
		return this;
	}

	FakeSession flushing(boolean flushing) {
		this.flushing = flushing;
		return this;
	}

	FakeSession inTransaction() {
		this.inTransaction = true;
		return this;
	}

	FakeSession failingToFlush(@Nullable RuntimeException failure) {
		this.flushFailure = failure;
		return this;
	}

	FakeSession failingToRollBack(RuntimeException failure) {
		this.rollbackFailure = failure;
		return this;
	}

	// what the application does

	/**
	 * Queues rows that the next flush writes.
	 */
	void save(FakeRow... rows) {
		this.dirty.addAll(Arrays.asList(rows));
	}

	/**
	 * Writes a row at once, as with an identity insert.
	 */
	void insertAtOnce(FakeRow row) {
		recorder().writesOutsideOfFlush();
		write(row);
	}

	/**
	 * Schedules an entity for removal by the next flush.
	 */
	void remove(FakeEntity entity) {
		this.scheduledRemovals.add(FakeRow.keyOf(entity));
		this.executedRemovals.remove(FakeRow.keyOf(entity));
		if (this.recorder != null) {
			this.recorder.entityRemoved(this, entity.getClass(), entity,
					(session, removed, told) -> removalOf((FakeEntity) removed));
		}
	}

	void withdrawRemoval(FakeEntity entity) {
		this.scheduledRemovals.remove(FakeRow.keyOf(entity));
	}

	void clear() {
		this.scheduledRemovals.clear();
		this.managed.clear();
	}

	void manage(FakeEntity entity) {
		this.managed.add(FakeRow.keyOf(entity));
	}

	void within(Runnable cascade) {
		this.cascading = true;
		try {
			cascade.run();
		}
		finally {
			this.cascading = false;
		}
	}

	void begin() {
		this.calls.add("begin");
		this.inTransaction = true;
		this.committed = false;
	}

	/**
	 * Commits, as Hibernate does it: flushes, announces the commit, and tells its end.
	 */
	void commit() {
		this.calls.add("commit");
		if (this.flushedAtCommit && !this.flushOmitted) {
			flush();
		}
		this.flushOmitted = false;
		if (this.end != null) {
			this.end.commitFollows();
		}
		complete(true);
	}

	void close() {
		this.open = false;
	}

	private void complete(boolean committed) {
		this.inTransaction = false;
		this.committed = committed;
		TransactionEnd end = this.end;
		this.end = null;
		if (end != null) {
			end.ended(committed);
		}
	}

	/**
	 * Tells of a row as Hibernate does: before, by and after its callbacks.
	 */
	void write(FakeRow row) {
		write(row, () -> {
		});
	}

	void write(FakeRow row, Runnable callback) {
		recorder().rowWritten(this, row.entity().getClass(), row.isCreated(), row, (written) -> written);
		callback.run();
		recorder().entitySaved(row.entity(), row.isCreated());
		this.managed.add(row.key());
		recorder().rowDone(this, row.entity(), row.isCreated());
	}

	private SaveRecorder recorder() {
		if (this.recorder == null) {
			throw new IllegalStateException("The session has no recorder");
		}
		return this.recorder;
	}

	// what was asked of it

	/**
	 * Return the calls of some methods, in their order.
	 */
	List<String> calls(String... methods) {
		return this.calls.stream().filter(Arrays.asList(methods)::contains).toList();
	}

	@Override
	public void flush() {
		this.calls.add("flush");
		if (this.recorder == null) {
			return;
		}
		List<FakeRow> written = this.dirty;
		this.dirty = new ArrayList<>();
		this.recorder.flushBegins(this);
		boolean outer = this.flushing;
		this.flushing = true;
		try {
			written.forEach(this::write);
			if (this.flushFailure != null) {
				throw this.flushFailure;
			}
			executeRemovals();
		}
		finally {
			this.flushing = outer;
		}
		this.recorder.flushEnds(this, false);
	}

	/**
	 * Deletes the rows of all entities that are scheduled for removal.
	 */
	void executeRemovals() {
		this.managed.removeAll(this.scheduledRemovals);
		this.executedRemovals.addAll(this.scheduledRemovals);
		this.scheduledRemovals.clear();
	}

	@Override
	public boolean flushAgain(boolean announced) {
		this.calls.add("flushAgain");
		if (!this.dirty.isEmpty() || !this.scheduledRemovals.isEmpty()) {
			flush();
		}
		return false;
	}

	@Override
	public List<Object> flushedAround() {
		return List.of();
	}

	@Override
	public void lookWithinFlush() {
		look();
	}

	@Override
	public boolean omitFlushAtCommit() {
		this.calls.add("omitFlushAtCommit");
		this.flushOmitted = this.flushOmittable;
		return this.flushOmitted;
	}

	@Override
	public void markRollbackOnly() {
		this.calls.add("markRollbackOnly");
	}

	@Override
	public void rollback() {
		if (this.inTransaction) {
			this.calls.add("rollback");
			if (this.rollbackFailure != null) {
				throw this.rollbackFailure;
			}
			complete(false);
		}
	}

	@Override
	public void releaseConnection() {
		this.calls.add("releaseConnection");
	}

	@Override
	public boolean onEnd(TransactionEnd callback) {
		if (this.inTransaction && this.endTold && this.end == null) {
			this.end = callback;
		}
		return this.inTransaction;
	}

	@Override
	public void onEndWithUnwritten(Consumer<String> callback) {
		this.calls.add("onEndWithUnwritten");
	}

	@Override
	public void look() {
		this.calls.add("look");
		this.looked = true;
	}

	@Override
	public boolean hasLooked() {
		return this.looked;
	}

	@Override
	public void forgetLook() {
		this.calls.add("forgetLook");
		this.looked = false;
	}

	@Override
	public void inserted(Object entity) {
		this.calls.add("inserted");
	}

	@Override
	public void loaded(Object entity) {
		this.calls.add("loaded");
	}

	@Override
	public void flushBegins() {
		this.calls.add("flushBegins");
	}

	@Override
	public void flushEnds() {
		this.calls.add("flushEnds");
	}

	@Override
	public boolean isFor(Object nativeSession) {
		return this == nativeSession;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isStateless() {
		return this.stateless;
	}

	@Override
	public boolean isFlushing() {
		return this.flushing;
	}

	@Override
	public boolean isCascading() {
		return this.cascading;
	}

	@Override
	public boolean isInTransaction() {
		return this.inTransaction;
	}

	@Override
	public boolean isFlushedAtCommit() {
		return this.flushedAtCommit;
	}

	@Override
	public boolean mayWrite(Predicate<Class<?>> matters) {
		return this.dirty.stream().anyMatch((row) -> matters.test(row.entity().getClass()));
	}

	@Override
	public boolean isOfUnitOf(WrittenRow row) {
		return row.type().persistenceUnit().equals(this.persistenceUnit);
	}

	@Override
	public boolean isOfUnitOf(WriteSession other) {
		return ((FakeSession) other).persistenceUnit.equals(this.persistenceUnit);
	}

	@Override
	public boolean isCoordinatedWith(WriteSession other) {
		return ((FakeSession) other).coordinator == this.coordinator;
	}

	/**
	 * Return the removal of an entity, {@code null} if it never had a row.
	 */
	@Nullable Removal removalOf(FakeEntity entity) {
		return (entity.id() != 0) ? new FakeRemoval(this, entity) : null;
	}

	@Override
	public @Nullable Connection connection() {
		return this.connection;
	}

	@Override
	public boolean isConnectionProvided() {
		return this.connectionProvided;
	}

	@Override
	public boolean hasCommitted() {
		return this.committed;
	}

	@Override
	public boolean isWrittenForNothingElse(WrittenRow row) {
		return this.looked && this.writtenForNothingElse.test((FakeRow) row);
	}

	/**
	 * The removal of an entity.
	 */
	private record FakeRemoval(FakeSession session, FakeEntity entity) implements Removal {

		@Override
		public Object key() {
			return FakeRow.keyOf(this.entity);
		}

		@Override
		public boolean isScheduled() {
			return this.session.scheduledRemovals.contains(key());
		}

		@Override
		public boolean isExecuted() {
			return this.session.executedRemovals.contains(key());
		}

		@Override
		public WrittenRow deletedRow() {
			return FakeRow.deleted(this.entity);
		}

	}

	/**
	 * Finds the session that a holder holds.
	 */
	static final class Finder implements Sessions {

		@Override
		public @Nullable Object nativeSession(@Nullable Object resource) {
			return (resource instanceof FakeSessionHolder holder) ? holder.session() : null;
		}

		@Override
		public WriteSession sessionOf(Object nativeSession) {
			return (FakeSession) nativeSession;
		}

		@Override
		public int queuedInsertsAndDeletions(Object nativeSession) {
			return 0;
		}

	}

}
