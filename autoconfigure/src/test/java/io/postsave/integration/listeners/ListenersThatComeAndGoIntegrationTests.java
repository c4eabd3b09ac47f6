package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.LibraryTest;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of saves while listeners come and go on another thread.
 */
@LibraryTest
class ListenersThatComeAndGoIntegrationTests {

	private static final int SAVES = 1500;

	@Autowired
	ConfigurableApplicationContext context;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	@Timeout(120)
	void noSaveFailsAndNoneIsMissed() throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Future<?> coming = executor.submit(() -> {
			while (!stopped.get()) {
				comeAndGo();
			}
		});
		try {
			for (int i = 0; i < SAVES; i++) {
				String title = "book " + i;
				this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book(title)));
			}
		}
		finally {
			stopped.set(true);
			executor.shutdown();
			coming.get();
		}
		assertThat(this.script.heard()).hasSize(SAVES);
	}

	@Test
	void listenerIsToldFromWhenItCameUntilItIsGone() {
		List<PostSaveEvent<?>> told = new ArrayList<>();
		ApplicationListener<PostSaveEvent<?>> listener = told::add;
		save("before");
		this.context.addApplicationListener(listener);
		save("meanwhile");
		this.context.removeApplicationListener(listener);
		save("after");
		assertThat(told).extracting((event) -> ((Book) event.getEntity()).getTitle()).containsExactly("meanwhile");
	}

	private void save(String title) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book(title)));
	}

	private void comeAndGo() {
		List<ApplicationListener<?>> listeners = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			ApplicationListener<?> listener = new AccountListener();
			this.context.addApplicationListener(listener);
			listeners.add(listener);
		}
		listeners.forEach(this.context::removeApplicationListener);
		ApplicationEventMulticaster multicaster = this.context.getBean(ApplicationEventMulticaster.class);
		listeners.forEach(multicaster::removeApplicationListener);
	}

	static class AccountListener implements ApplicationListener<PostSaveEvent<Account>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Account> event) {
		}

	}

}
