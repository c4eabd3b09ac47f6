package io.postsave.observation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.postsave.delivery.DeliveryMeter;
import io.postsave.delivery.WriteKind;

/**
 * The meters of what is told.
 */
final class DeliveryMeters implements DeliveryMeter {

	private final MeterRegistry registry;

	private final DistributionSummary rounds;

	private final DistributionSummary events;

	private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 */
	DeliveryMeters(MeterRegistry registry) {
		this.registry = registry;
		this.rounds = DistributionSummary.builder("postsave.rounds")
			.description("Rounds of one delivery in the transaction: listeners cause further ones")
			.baseUnit("rounds")
			.register(registry);
		this.events = DistributionSummary.builder("postsave.transaction.events")
			.description("Events of one transaction, told in it or after its commit")
			.baseUnit("events")
			.register(registry);
	}

	@Override
	public void count(Class<?> entityType, WriteKind kind, Result result) {
		this.counters.computeIfAbsent(new Counted(entityType, kind, result), this::register).increment();
	}

	private Counter register(Counted counted) {
		return Counter.builder("postsave.events")
			.description("Events, by what became of them")
			.baseUnit("events")
			.tag(EventTags.ENTITY, counted.entityType.getSimpleName())
			.tag(EventTags.KIND, counted.kind.name().toLowerCase(Locale.ROOT))
			.tag("result", counted.result.name().toLowerCase(Locale.ROOT))
			.register(this.registry);
	}

	@Override
	public void delivered(int rounds) {
		this.rounds.record(rounds);
	}

	@Override
	public void transactionEnded(int events) {
		this.events.record(events);
	}

	/**
	 * What one counter counts.
	 */
	private record Counted(Class<?> entityType, WriteKind kind, Result result) {
	}

}
