package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.postsave.delivery.Removal;
import io.postsave.delivery.WriteSession.TransactionEnd;
import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Visit;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HibernateSession} and what it asks of its parts.
 */
class HibernateSessionTests {

	private static TestFactory factory;

	private final List<String> ends = new ArrayList<>();

	private final TransactionEnd end = new TransactionEnd() {

		@Override
		public void commitFollows() {
			HibernateSessionTests.this.ends.add("commit follows");
		}

		@Override
		public void ended(boolean committed) {
			HibernateSessionTests.this.ends.add(committed ? "committed" : "rolled back");
		}

	};

	private EventSource session;

	private HibernateSession writeSession;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Map.of("jakarta.persistence.validation.mode", "none"), Exhibit.class, Artist.class,
				Visit.class);
		factory.inTransaction((session) -> session.persist(new Artist(1, "a")));
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@BeforeEach
	void open() {
		this.session = factory.open();
		this.writeSession = new HibernateSession(this.session, new CascadeTargets());
	}

	@AfterEach
	void close() {
		if (this.session.isOpen()) {
			this.session.close();
		}
	}

	private void begin() {
		this.session.beginTransaction();
	}

	private void commit() {
		this.session.getTransaction().commit();
	}

	private void rollback() {
		this.session.getTransaction().rollback();
	}

	@Test
	void endIsNotAwaitedWithoutATransaction() {
		assertThat(this.writeSession.onEnd(this.end)).isFalse();
		begin();
		commit();
		assertThat(this.ends).isEmpty();
	}

	@Test
	void endOfACommitIsToldOnceThoughItIsAwaitedTwice() {
		begin();
		assertThat(this.writeSession.onEnd(this.end)).isTrue();
		assertThat(this.writeSession.onEnd(this.end)).isTrue();
		commit();
		assertThat(this.ends).containsExactly("commit follows", "committed");
	}

	@Test
	void endOfARollbackIsTold() {
		begin();
		this.writeSession.onEnd(this.end);
		rollback();
		assertThat(this.ends).containsExactly("rolled back");
	}

	@Test
	void endOfEachTransactionIsAwaitedByItself() {
		begin();
		this.writeSession.onEnd(this.end);
		commit();
		begin();
		commit();
		assertThat(this.ends).containsExactly("commit follows", "committed");
		begin();
		this.writeSession.onEnd(this.end);
		rollback();
		assertThat(this.ends).containsExactly("commit follows", "committed", "rolled back");
	}

	@Test
	void endThatWasNotToldIsARollbackWhenTheNextTransactionBegins() {
		begin();
		TransactionEndObserver observer = new TransactionEndObserver(this.session, () -> this.ends.add("completed"));
		observer.await(this.end);
		observer.afterBegin();
		assertThat(this.ends).containsExactly("rolled back");
		rollback();
		assertThat(this.ends).containsExactly("rolled back");
	}

	@Test
	void sessionIsPutInOrderBeforeItsEndIsTold() {
		begin();
		new TransactionEndObserver(this.session, () -> this.ends.add("completed")).await(this.end);
		commit();
		assertThat(this.ends).containsExactly("commit follows", "completed", "committed");
	}

	@Test
	void flushOfACommitIsLeftOutAndTheFlushModeIsRestored() {
		begin();
		this.session.find(Artist.class, 1L).name = "left out";
		long before = factory.updates();
		assertThat(this.writeSession.omitFlushAtCommit()).isTrue();
		assertThat(this.session.getHibernateFlushMode()).isEqualTo(FlushMode.MANUAL);
		commit();
		assertThat(factory.updates()).isEqualTo(before);
		assertThat(this.session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
	}

	@Test
	void flushModeIsRestoredByARollbackInsteadOfTheCommit() {
		begin();
		this.writeSession.onEnd(this.end);
		assertThat(this.writeSession.omitFlushAtCommit()).isTrue();
		rollback();
		assertThat(this.session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
	}

	@Test
	void flushOfACommitIsNotLeftOutWhereOthersAreCalledBeforeIt() {
		begin();
		this.session.getActionQueue().registerCallback((BeforeCompletionCallback) (session) -> {
		});
		assertThat(this.writeSession.omitFlushAtCommit()).isFalse();
		assertThat(this.session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
		rollback();
	}

	@Test
	void withoutATransactionThereIsNoFlushToBeLeftOut() {
		assertThat(this.writeSession.omitFlushAtCommit()).isFalse();
	}

	@Test
	void removalIsScheduledUntilItIsWithdrawn() {
		begin();
		Artist artist = this.session.find(Artist.class, 1L);
		this.session.remove(artist);
		Removal removal = EntityRemoval.of(this.session, artist, entryOf(artist), artistType(), true);
		assertThat(removal.key()).isEqualTo(new EntityKey(1L, factory.persister(Artist.class)));
		assertThat(removal.isScheduled()).isTrue();
		this.session.persist(artist);
		assertThat(removal.isScheduled()).isFalse();
		assertThat(removal.isExecuted()).isFalse();
		this.session.remove(artist);
		assertThat(removal.isScheduled()).isFalse();
		rollback();
	}

	@Test
	void removalIsExecutedByTheFlush() {
		begin();
		Artist artist = this.session.find(Artist.class, 1L);
		Removal removal = EntityRemoval.of(this.session, artist, entryOf(artist), artistType(), true);
		this.session.remove(artist);
		assertThat(removal.isExecuted()).isFalse();
		this.session.flush();
		assertThat(removal.isExecuted()).isTrue();
		assertThat(removal.isScheduled()).isFalse();
		assertThat(removal.deletedRow().isDeleted()).isTrue();
		assertThat(removal.deletedRow().entity()).isSameAs(artist);
		rollback();
	}

	@Test
	void removalThatAClearHasForgottenIsNotScheduled() {
		begin();
		Artist artist = this.session.find(Artist.class, 1L);
		Removal removal = EntityRemoval.of(this.session, artist, entryOf(artist), artistType(), true);
		this.session.remove(artist);
		this.session.clear();
		assertThat(removal.isScheduled()).isFalse();
		assertThat(removal.isExecuted()).isFalse();
		rollback();
	}

	@Test
	void removalByReferenceIsScheduledUntilItIsForgotten() {
		begin();
		this.session.clear();
		Artist reference = this.session.getReference(Artist.class, 1L);
		Removal removal = new ReferenceRemoval(this.session, reference, 1L, artistType());
		assertThat(removal.key()).isEqualTo(new EntityKey(1L, factory.persister(Artist.class)));
		assertThat(removal.isScheduled()).isFalse();
		this.session.remove(reference);
		assertThat(removal.isScheduled()).isTrue();
		this.session.clear();
		assertThat(removal.isScheduled()).isFalse();
		rollback();
	}

	private EntityEntry entryOf(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		assertThat(entry).isNotNull();
		return entry;
	}

	private static EntityType artistType() {
		return new EntityTypes(factory.get(), (type) -> true).of(factory.persister(Artist.class));
	}

	@Test
	void commitMayWriteWhatMattersAndWhatCascades() {
		assertThat(this.writeSession.mayWrite((type) -> true)).isFalse();
		this.session.find(Artist.class, 1L);
		assertThat(this.writeSession.mayWrite(Artist.class::equals)).isTrue();
		assertThat(this.writeSession.mayWrite(Visit.class::equals)).isFalse();
		this.session.clear();
		this.session.persist(new Exhibit(1, "a"));
		assertThat(this.writeSession.mayWrite(Artist.class::equals)).isTrue();
		assertThat(this.writeSession.mayWrite(Visit.class::equals)).isFalse();
	}

	@Test
	void connectionOfAPoolIsGivenBackWhenNoTransactionNeedsIt() {
		begin();
		this.session.find(Artist.class, 1L);
		assertThat(this.writeSession.connection()).isNotNull();
		assertThat(this.writeSession.isConnectionProvided()).isFalse();
		this.writeSession.releaseConnection();
		assertThat(this.writeSession.connection()).isNotNull();
		commit();
		assertThat(this.writeSession.hasCommitted()).isTrue();
		this.writeSession.releaseConnection();
		assertThat(this.writeSession.connection()).isNull();
		assertThat(this.session.find(Artist.class, 1L)).isNotNull();
	}

	@Test
	void connectionOfTheApplicationIsKept() {
		this.session.doWork((connection) -> {
			try (EventSource given = (EventSource) factory.get().withOptions().connection(connection).openSession()) {
				HibernateSession onGiven = new HibernateSession(given, new CascadeTargets());
				assertThat(onGiven.isConnectionProvided()).isTrue();
				onGiven.releaseConnection();
				assertThat(onGiven.connection()).isSameAs(connection);
			}
		});
	}

	@Test
	void closedSessionIsInNoTransaction() {
		this.session.close();
		assertThat(this.writeSession.isOpen()).isFalse();
		assertThat(this.writeSession.isInTransaction()).isFalse();
		assertThat(this.writeSession.hasCommitted()).isFalse();
	}

	@Test
	void statelessSessionHasNothingToFlush() {
		try (SharedSessionContractImplementor stateless = (SharedSessionContractImplementor) factory.get()
			.openStatelessSession()) {
			HibernateSession onStateless = new HibernateSession(stateless, new CascadeTargets());
			assertThat(onStateless.isStateless()).isTrue();
			assertThat(onStateless.isFlushing()).isFalse();
			assertThat(onStateless.isFlushedAtCommit()).isFalse();
			assertThat(onStateless.isCascading()).isFalse();
			assertThat(onStateless.mayWrite((type) -> true)).isFalse();
			assertThat(onStateless.omitFlushAtCommit()).isFalse();
		}
	}

}
