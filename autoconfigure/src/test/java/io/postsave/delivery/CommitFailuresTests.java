package io.postsave.delivery;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaOptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.jta.JtaTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommitFailures}.
 */
class CommitFailuresTests {

	private static final List<String> CALLS = new ArrayList<>();

	private final RuntimeException listenerFailure = new OptimisticLockException();

	static Stream<Named<Supplier<TransactionManager>>> managers() {
		return Stream.of(Named.of("JPA's", CommitFailuresTests::jpa), Named.of("JTA's", () -> jta(null)),
				Named.of("Hibernate's", HibernateTransactionManager::new),
				Named.of("another one", () -> new FakeTransactionManager("factory", () -> new FakeSession(null))));
	}

	@ParameterizedTest
	@MethodSource("managers")
	void listenersFailureStaysWhatItIs(Supplier<TransactionManager> manager) {
		CommitFailures failures = CommitFailures.of(manager.get());
		assertThat(failures.translate(new PersistenceException(this.listenerFailure), this.listenerFailure))
			.isSameAs(this.listenerFailure);
	}

	@ParameterizedTest
	@MethodSource("managers")
	void springRollsBackButForWhatItTakesForTheCommitsOwn(Supplier<TransactionManager> manager) {
		CommitFailures failures = CommitFailures.of(manager.get());
		assertThat(failures.isRolledBackBySpring(new IllegalStateException())).isTrue();
		assertThat(failures.isRolledBackBySpring(new StackOverflowError())).isTrue();
		assertThat(failures.isRolledBackBySpring(new IllegalTransactionStateException("nested"))).isFalse();
		assertThat(failures.isRolledBackBySpring(new Exception("checked"))).isFalse();
	}

	@Test
	void failureUnderJpaIsTranslatedByItsDialect() {
		RuntimeException failure = new OptimisticLockException();
		assertThat(CommitFailures.of(jpa()).translate(failure, null))
			.isInstanceOf(JpaOptimisticLockingFailureException.class)
			.hasCause(failure);
	}

	@Test
	void failureUnderJpaThatItsDialectDoesNotKnowIsThatOfACommit() {
		RuntimeException failure = new UnsupportedOperationException("callback");
		assertThat(CommitFailures.of(jpa()).translate(failure, null))
			.isExactlyInstanceOf(TransactionSystemException.class)
			.hasMessage("Could not commit JPA transaction")
			.cause()
			.isExactlyInstanceOf(RollbackException.class)
			.hasMessage("Error while committing the transaction")
			.hasCause(failure);
	}

	@Test
	void failureUnderHibernatesManagerIsTranslatedIfItIsHibernates() {
		CommitFailures failures = CommitFailures.of(new HibernateTransactionManager());
		RuntimeException failure = new ConstraintViolationException("title", new SQLException(), "unique_title");
		assertThat(failures.translate(failure, null)).isInstanceOf(DataIntegrityViolationException.class)
			.hasCause(failure);
		RuntimeException callbacks = new UnsupportedOperationException("callback");
		assertThat(failures.translate(callbacks, null)).isSameAs(callbacks);
	}

	@Test
	void failureUnderJtaIsBehindARollback() {
		RuntimeException failure = new PersistenceException();
		assertThat(CommitFailures.of(jta(null)).translate(failure, null))
			.isExactlyInstanceOf(UnexpectedRollbackException.class)
			.hasMessage("JTA transaction unexpectedly rolled back (maybe due to a timeout)")
			.cause()
			.isExactlyInstanceOf(jakarta.transaction.RollbackException.class)
			.hasCause(failure);
	}

	@Test
	void failureUnderAnotherManagerIsNotTranslated() {
		RuntimeException failure = new PersistenceException();
		CommitFailures failures = CommitFailures.of(new FakeTransactionManager("factory", () -> new FakeSession(null)));
		assertThat(failures.translate(failure, null)).isSameAs(failure);
		assertThatCode(failures::rollback).doesNotThrowAnyException();
	}

	@Test
	void checkedFailureOfAListenerIsNotTheOneThatIsThrown() {
		RuntimeException thrown = new PersistenceException();
		CommitFailures failures = CommitFailures.of(new FakeTransactionManager("factory", () -> new FakeSession(null)));
		assertThat(failures.translate(thrown, new Exception("checked"))).isSameAs(thrown);
	}

	@Test
	void transactionOfJtaIsRolledBackWithoutASession() {
		CALLS.clear();
		CommitFailures.of(jta(null)).rollback();
		assertThat(CALLS).containsExactly("rollback");
	}

	@Test
	void rollbackOfJtaThatFailsIsAFailureOfTheTransactions() {
		SystemException broken = new SystemException("broken");
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> CommitFailures.of(jta(broken)).rollback())
			.withCause(broken);
	}

	private static JpaTransactionManager jpa() {
		return new JpaTransactionManager(proxy(EntityManagerFactory.class, null));
	}

	private static JtaTransactionManager jta(@Nullable SystemException failure) {
		return new JtaTransactionManager(proxy(UserTransaction.class, failure));
	}

	private static <T> T proxy(Class<T> type, @Nullable Exception failure) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				CALLS.add(method.getName());
				if (failure != null) {
					throw failure;
				}
				return method.getName().equals("hashCode") ? 1 : null;
			}));
	}

}
