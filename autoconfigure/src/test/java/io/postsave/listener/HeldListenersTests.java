package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HeldListeners}, which reads a collection that changes meanwhile.
 */
class HeldListenersTests {

	@Test
	void nothingElseIsReadThanWhatIsThere() {
		Set<ApplicationListener<?>> collection = listeners(3);
		HeldListeners held = HeldListeners.of(collection);
		assertThat(held.listeners()).containsExactlyElementsOf(collection);
		assertThat(held.isUnchanged()).isTrue();
	}

	@Test
	void changesAreNoticed() {
		Set<ApplicationListener<?>> collection = listeners(3);
		HeldListeners held = HeldListeners.of(collection);
		collection.add(new Listener());
		assertThat(held.isSameSize()).isFalse();
		collection.remove(held.listeners().get(0));
		assertThat(held.isSameSize()).isTrue();
		assertThat(held.isUnchanged()).isFalse();
		assertThat(HeldListeners.of(listeners(0)).isUnchanged()).isTrue();
	}

	@Test
	void collectionThatNeverComesToRestIsReadAgainTheNextTime() {
		HeldListeners held = HeldListeners.of(new Restless());
		assertThat(held.listeners()).isNotEmpty();
		assertThat(held.isSameSize()).isFalse();
		assertThat(held.isUnchanged()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void nothingIsMissedThoughAChangeIsNeverCompleted(int difference) {
		Halfway collection = new Halfway(difference);
		HeldListeners held = HeldListeners.of(collection);
		assertThat(held.listeners()).containsExactlyElementsOf(collection);
		assertThat(held.isSameSize()).isFalse();
	}

	@Test
	@Timeout(60)
	void thoseThatStayAreNeverMissedWhileOthersComeAndGo() throws Exception {
		Set<ApplicationListener<?>> collection = listeners(20);
		List<ApplicationListener<?>> staying = List.copyOf(collection);
		AtomicBoolean stopped = new AtomicBoolean();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Future<?> coming = executor.submit(() -> {
			while (!stopped.get()) {
				List<Listener> others = IntStream.range(0, 40).mapToObj((i) -> new Listener()).toList();
				collection.addAll(others);
				others.forEach(collection::remove);
			}
		});
		try {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
			while (System.nanoTime() < end) {
				HeldListeners held = HeldListeners.of(collection);
				if (held.settled()) {
					assertThat(held.listeners()).doesNotContainNull()
						.startsWith(staying.toArray(ApplicationListener<?>[]::new));
				}
				held.isUnchanged();
			}
		}
		finally {
			stopped.set(true);
			coming.get();
			executor.shutdown();
		}
	}

	private static Set<ApplicationListener<?>> listeners(int count) {
		Set<ApplicationListener<?>> listeners = new LinkedHashSet<>();
		for (int i = 0; i < count; i++) {
			listeners.add(new Listener());
		}
		return listeners;
	}

	private static final class Listener implements ApplicationListener<ApplicationEvent> {

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

	/**
	 * Says that it holds more or less than it does.
	 */
	@SuppressWarnings("serial")
	private static final class Halfway extends ArrayList<ApplicationListener<?>> {

		private final int difference;

		Halfway(int difference) {
			super(listeners(2));
			this.difference = difference;
		}

		@Override
		public int size() {
			return super.size() + this.difference;
		}

		@Override
		public Iterator<ApplicationListener<?>> iterator() {
			return super.subList(0, super.size()).iterator();
		}

	}

	/**
	 * Holds others each time that it is read.
	 */
	@SuppressWarnings("serial")
	private static final class Restless extends ArrayList<ApplicationListener<?>> {

		Restless() {
			super(listeners(2));
		}

		@Override
		public Iterator<ApplicationListener<?>> iterator() {
			Collection<ApplicationListener<?>> others = listeners(2);
			return others.iterator();
		}

	}

}
