package io.postsave.externalization;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.PostSaveEvent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.Externalized;

/**
 * An application that has some of its entities sent to Kafka.
 */
@SpringBootApplication
@Import(KafkaTransport.class)
class PublishingApplication {

	@Bean
	Broker broker() {
		return new Broker();
	}

	@Bean
	DefaultKafkaProducerFactoryCustomizer toBroker(Broker broker) {
		return broker::serve;
	}

	@Bean
	Garage garage() {
		return new Garage();
	}

	/**
	 * Listens to what is not sent.
	 */
	static class Garage {

		private final List<Object> parked = new CopyOnWriteArrayList<>();

		@ApplicationModuleListener
		void park(PostSaveEvent.Created<Bicycle> event) {
			this.parked.add(event.getId());
		}

		List<Object> parked() {
			return this.parked;
		}

	}

	/** Its identifier is the application's. */
	@Entity(name = "Code")
	@Externalized("codes")
	static class Code {

		@Id
		String id;

		Code() {
			this("");
		}

		Code(String id) {
			this.id = id;
		}

	}

	@Entity(name = "Shelf")
	@Externalized("shelves")
	static class Shelf {

		@EmbeddedId
		Place place;

		Shelf() {
			this(new Place("", 0));
		}

		Shelf(Place place) {
			this.place = place;
		}

	}

	@Embeddable
	record Place(String room, int aisle) {
	}

	@Entity(name = "Payment")
	@Externalized("payments::all")
	static class Payment {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	@Entity(name = "Refund")
	@Externalized("refunds::#{['kind']}")
	static class Refund {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	@Entity(name = "Vehicle")
	@Externalized("vehicles")
	abstract static class Vehicle {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	@Entity(name = "Car")
	static class Car extends Vehicle {

	}

	/** It is sent nowhere. */
	@Entity(name = "Bicycle")
	static class Bicycle {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	/**
	 * An event of the application's own.
	 */
	@Externalized("orders::#{customer()}")
	record OrderPlaced(String customer, int number) {
	}

}
