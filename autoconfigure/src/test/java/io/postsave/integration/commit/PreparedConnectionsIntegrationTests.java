package io.postsave.integration.commit;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.hibernate.FlushMode;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of delivery after the commit of transactions that prepare their connection on H2.
 */
class PreparedConnectionsIntegrationTests extends AbstractPreparedConnectionsIntegrationTests {

	@Test
	void readOnlyTransactionResetsSessionAndConnection() {
		this.script.onCreated(Book.class, (book) -> {
			assertThat(activeConnections()).isEqualTo("read-only".equals(book.getTitle()) ? 1 : 0);
			this.notes.save(new Note("about " + book.getTitle()));
		});
		TransactionTemplate readOnly = new TransactionTemplate(this.transactionManager);
		readOnly.setReadOnly(true);
		inView((session) -> {
			readOnly.executeWithoutResult((status) -> {
				persist(new Book("read-only"));
				assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.MANUAL);
				flush();
			});
			assertThat(heard()).containsExactly("+read-only", "+about read-only");
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
			assertThat(session.isDefaultReadOnly()).isFalse();
			assertThat(session.<Boolean>doReturningWork((connection) -> connection.isReadOnly())).isFalse();
			inTransaction(() -> persist(new Book("written")));
		});
		assertThat(heard()).containsExactly("+read-only", "+about read-only", "+written", "+about written");
		assertThat(stored(Book.class)).containsExactly("read-only", "written");
	}

}
