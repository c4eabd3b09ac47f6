package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Warns of listener methods that cannot do what they seem to be meant for, once each, at
 * the end of the startup: of what is seen of the methods themselves at once, and of what
 * their types say when all persistence units have been built, as some may be lazily or in
 * the background. Where there is no unit, nothing is known of types.
 */
final class ListenerMistakes {

	private static final Log logger = LogFactory.getLog(ListenerMistakes.class);

	private final Set<String> told = new HashSet<>();

	private final KnownEntities entities = new KnownEntities();

	private int expectedUnits;

	private @Nullable Waiting waiting;

	/**
	 * A unit is going to be built.
	 */
	synchronized void unitExpected() {
		this.expectedUnits++;
	}

	/**
	 * A unit that was expected has been built.
	 */
	void unitBuilt(String unit, Collection<Class<?>> entityTypes) {
		synchronized (this) {
			this.expectedUnits--;
			this.entities.add(unit, entityTypes);
		}
		compareWithEntities();
	}

	/**
	 * All listeners are there.
	 * @param context holds them
	 * @param allExpected whether all units that there will be have been expected
	 */
	void startupEnds(ConfigurableApplicationContext context, BooleanSupplier allExpected) {
		List<SaveListenerMethod> listeners = listenersOf(context);
		List<PayloadMethod> payloadMethods = new ArrayList<>();
		for (SaveListenerMethod listener : listeners) {
			MethodMistakes.of(listener, context.getBeanFactory()).forEach(this::warn);
		}
		new AnnotatedMethods(context.getBeanFactory()).forEach((beanClass, method) -> {
			if (MisplacedAnnotations.isListener(method)) {
				warn(MisplacedAnnotations.otherThanList(method));
				PayloadMethod payloadMethod = PayloadMethod.of(method, beanClass);
				if (!payloadMethod.events().isEmpty()) {
					payloadMethods.add(payloadMethod);
				}
			}
			else {
				warn(MisplacedAnnotations.withoutListener(method));
			}
		});
		synchronized (this) {
			this.waiting = new Waiting(listeners, payloadMethods, allExpected);
		}
		compareWithEntities();
	}

	private static List<SaveListenerMethod> listenersOf(ConfigurableApplicationContext context) {
		List<SaveListenerMethod> found = new ArrayList<>();
		if (context instanceof AbstractApplicationContext known) {
			for (ApplicationListener<?> listener : HeldListeners.of(known).listeners()) {
				if (listener instanceof SaveListenerMethod method) {
					found.add(method);
				}
			}
		}
		return found;
	}

	/**
	 * Beans are not asked for under a lock, which whoever creates them may wait for.
	 */
	private void compareWithEntities() {
		Waiting waiting;
		synchronized (this) {
			waiting = this.waiting;
		}
		if (waiting == null || !waiting.allExpected().getAsBoolean()) {
			return;
		}
		synchronized (this) {
			if (this.expectedUnits > 0 || this.entities.isEmpty()) {
				return;
			}
			this.waiting = null;
			waiting.listeners().forEach((listener) -> warn(this.entities.mistakeOf(listener)));
			waiting.payloadMethods().forEach((method) -> warn(this.entities.mistakeOf(method)));
		}
	}

	private synchronized void warn(@Nullable String mistake) {
		if (mistake != null && this.told.add(mistake)) {
			logger.warn(mistake);
		}
	}

	/**
	 * What waits for the units to be built.
	 */
	private record Waiting(List<SaveListenerMethod> listeners, List<PayloadMethod> payloadMethods,
			BooleanSupplier allExpected) {
	}

}
