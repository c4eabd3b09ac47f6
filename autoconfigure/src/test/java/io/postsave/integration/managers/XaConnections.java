package io.postsave.integration.managers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source whose connections take part in JTA's transactions, one for each.
 */
class XaConnections extends AbstractDataSource {

	private final XADataSource dataSource;

	private final TransactionManager transactionManager;

	private final Map<Transaction, Connection> connections = new ConcurrentHashMap<>();

	XaConnections(XADataSource dataSource, TransactionManager transactionManager) {
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
	}

	@Override
	public Connection getConnection() throws SQLException {
		try {
			Transaction transaction = this.transactionManager.getTransaction();
			if (transaction == null || transaction.getStatus() != Status.STATUS_ACTIVE) {
				return this.dataSource.getXAConnection().getConnection();
			}
			Connection connection = this.connections.get(transaction);
			return (connection != null) ? connection : enlist(transaction);
		}
		catch (SystemException | RollbackException ex) {
			throw new SQLException(ex);
		}
	}

	private Connection enlist(Transaction transaction) throws SQLException, SystemException, RollbackException {
		XAConnection xaConnection = this.dataSource.getXAConnection();
		Connection connection = unclosed(xaConnection.getConnection());
		transaction.enlistResource(xaConnection.getXAResource());
		transaction.registerSynchronization(new Synchronization() {

			@Override
			public void beforeCompletion() {
			}

			@Override
			public void afterCompletion(int status) {
				XaConnections.this.connections.remove(transaction);
			}

		});
		this.connections.put(transaction, connection);
		return connection;
	}

	private static Connection unclosed(Connection connection) {
		return (Connection) Proxy.newProxyInstance(XaConnections.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					try {
						return method.getName().equals("close") ? null : method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

}
