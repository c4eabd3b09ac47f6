package io.postsave.delivery;

import java.sql.Connection;
import java.util.Objects;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRegistration}.
 */
@ExtendWith(CleanThread.class)
class SessionRegistrationTests {

	private final FakeOwner owner = new FakeOwner();

	private final SpringTransactions transactions = new SpringTransactions(new FakeSession.Finder());

	private final SessionRegistration sessions = new SessionRegistration(this.transactions, this.owner);

	private final FakeSession session = new FakeSession(null);

	@Test
	void sessionIsOpenedWithTheFirstRowThatMayBeTold() {
		assertThat(this.sessions.find(this.session)).isNull();
		assertThat(this.sessions.findForRow(this.session, false)).isNull();
		PendingSaves opened = open(this.session);
		assertThat(this.sessions.findForRow(this.session, true)).isSameAs(opened);
		assertThat(this.sessions.findForRow(this.session, false)).isSameAs(opened);
		assertThat(this.sessions.open().all()).containsExactly(opened);
	}

	@Test
	void sessionThatSharesATransactionIsOpenedForARowThatMayBePartOfATold() {
		PendingSaves parent = open(this.session.inTransaction());
		FakeSession child = new FakeSession(null).childOf(this.session).inTransaction();
		assertThat(this.sessions.findForRow(new FakeSession(null).inTransaction(), false)).isNull();
		PendingSaves opened = Objects.requireNonNull(this.sessions.findForRow(child, false));
		assertThat(opened.isSharedWith(parent)).isTrue();
	}

	@Test
	void sessionWithoutATransactionSharesNothing() {
		PendingSaves parent = open(this.session);
		assertThat(open(new FakeSession(null).childOf(this.session)).isSharedWith(parent)).isFalse();
	}

	@Test
	void sessionEndsWithItsTransaction() {
		PendingSaves opened = open(this.session.inTransaction());
		assertThat(opened.isTransactional()).isTrue();
		assertThat(opened.isManagedBySpring()).isFalse();
		this.session.commit();
		assertThat(this.owner.calls()).containsExactly("commitFollows", "committed");
	}

	@Test
	void sessionOfSpringsIsManaged() {
		TransactionSynchronizationManager.bindResource("factory", FakeSessionHolder.inTransaction(this.session));
		PendingSaves opened = open(this.session.inTransaction());
		assertThat(opened.isManagedBySpring()).isTrue();
		this.session.rollback();
		assertThat(this.owner.calls()).containsExactly("rolled back");
	}

	@Test
	void sessionWithoutATransactionHasNoEnd() {
		assertThat(open(this.session).isTransactional()).isFalse();
		assertThat(this.session.onEnd(open(this.session))).isFalse();
	}

	@Test
	void sessionOnTheConnectionOfOneOfSpringsTransactionsEndsWithThatOne() {
		Connection connection = FakeSession.newConnection();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.bindResource("data source", new ConnectionHolder(connection));
		PendingSaves opened = open(this.session.withProvidedConnection(connection));
		assertThat(opened.isTransactional()).isTrue();
		assertThat(opened.connection()).isSameAs(connection);
		TransactionSynchronization end = TransactionSynchronizationManager.getSynchronizations().get(0);
		end.afterCompletion(TransactionSynchronization.STATUS_COMMITTED);
		end.afterCompletion(TransactionSynchronization.STATUS_UNKNOWN);
		assertThat(this.owner.calls()).containsExactly("committed", "rolled back");
	}

	@Test
	void removalOpensASessionIfTheTransactionHasWrittenByAnother() {
		assertThat(this.sessions.findForRemoval(this.session)).isNull();
		PendingSaves parent = open(this.session.inTransaction());
		assertThat(this.sessions.findForRemoval(this.session)).isSameAs(parent);
		assertThat(this.sessions.findForRemoval(new FakeSession(null).inTransaction())).isNull();
		FakeSession child = new FakeSession(null).childOf(this.session).inTransaction();
		assertThat(this.sessions.findForRemoval(child)).isNotNull()
			.satisfies((opened) -> assertThat(opened.isSharedWith(parent)).isTrue());
	}

	@Test
	void removalOpensASessionInATransactionIfSomethingCommittedWaits() {
		this.owner.withAnythingCommittedWaiting();
		assertThat(this.sessions.findForRemoval(this.session)).isNull();
		assertThat(this.sessions.findForRemoval(this.session.inTransaction())).isNotNull();
	}

	@Test
	void sessionThatIsOpenedForACommitAwaitsItsEndWhenAsked() {
		PendingSaves opened = this.sessions.openForCommit(this.session.inTransaction());
		this.sessions.awaitEnd(this.session);
		assertThat(this.sessions.find(this.session)).isSameAs(opened);
		this.session.commit();
		assertThat(this.owner.calls()).containsExactly("commitFollows", "committed");
	}

	@Test
	void sessionWhoseTransactionHasEndedIsClosedInstead() {
		this.sessions.openForCommit(this.session);
		this.sessions.awaitEnd(this.session);
		assertThat(this.sessions.find(this.session)).isNull();
		this.sessions.awaitEnd(this.session);
	}

	@Test
	void sessionWithoutATransactionIsNotClosedBeforeItIsTold() {
		PendingSaves opened = open(this.session);
		opened.waiting().add(FakeRow.created(new Book(1)));
		this.sessions.awaitEnd(this.session);
		assertThat(this.sessions.find(this.session)).isSameAs(opened);
	}

	private PendingSaves open(FakeSession opened) {
		return Objects.requireNonNull(this.sessions.findForRow(opened, true));
	}

}
