package io.postsave.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.stored.Shop.Item;
import io.postsave.stored.Shop.Place;
import io.postsave.stored.Shop.Stock;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

import org.springframework.modulith.events.ApplicationModuleListener;

/**
 * Listeners that fail when they are first told of something, and keep what they are told.
 */
class FailingListeners {

	private final EntityManagerFactory factory;

	private final List<Delivery> deliveries = new ArrayList<>();

	private final BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();

	FailingListeners(EntityManagerFactory factory) {
		this.factory = factory;
	}

	@ApplicationModuleListener
	void itemSaved(PostSaveEvent<? extends Item> event) {
		tell(event);
	}

	@ApplicationModuleListener
	void itemDeleted(PostDeleteEvent<? extends Item> event) {
		tell(event);
	}

	@ApplicationModuleListener
	void placeWritten(PostWriteEvent<Place> event) {
		tell(event);
	}

	@ApplicationModuleListener
	void stockWritten(PostWriteEvent<Stock> event) {
		tell(event);
	}

	private synchronized void tell(PostWriteEvent<?> event) {
		Told told = Told.by(event);
		long before = statements();
		Object entity = event.getEntity();
		Delivery delivery = new Delivery(told, entity, statements() - before);
		boolean first = this.deliveries.stream().noneMatch((other) -> other.told().eventId().equals(told.eventId()));
		this.deliveries.add(delivery);
		this.delivered.add(delivery);
		if (first) {
			throw new IllegalStateException("This fails once");
		}
	}

	private long statements() {
		return this.factory.unwrap(SessionFactory.class).getStatistics().getPrepareStatementCount();
	}

	Delivery next() throws InterruptedException {
		return Objects.requireNonNull(this.delivered.poll(20, TimeUnit.SECONDS), "Nothing was delivered");
	}

	/**
	 * A call of a listener.
	 *
	 * @param told what the event said
	 * @param entity its entity
	 * @param statements how many statements were executed to get that
	 */
	record Delivery(Told told, Object entity, long statements) {

	}

}
