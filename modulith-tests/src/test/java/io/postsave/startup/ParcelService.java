package io.postsave.startup;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.postsave.PostSaveEvent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that is processed ahead of time.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ParcelService {

	public static void main(String[] arguments) {
		SpringApplication.run(ParcelService.class, arguments);
	}

	/**
	 * Starts the application from what was generated for it, and saves a parcel.
	 * @param arguments the properties of the run
	 * @return what its durable listener got, when it was called again after a failure
	 */
	public static List<String> run(String... arguments) throws InterruptedException {
		SpringApplication application = new SpringApplication(ParcelService.class);
		application.setMainApplicationClass(ParcelService.class);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			EntityManager entities = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			context.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> entities.persist(new Parcel("Main Street")));
			BlockingQueue<String> delivered = context.getBean(Van.class).delivered();
			return List.of(String.valueOf(delivered.poll(10, TimeUnit.SECONDS)),
					String.valueOf(delivered.poll(10, TimeUnit.SECONDS)));
		}
	}

	@Bean
	Van van() {
		return new Van();
	}

	/**
	 * Breaks down on its first tour.
	 */
	static class Van {

		private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();

		private volatile boolean repaired;

		@ApplicationModuleListener
		void deliver(PostSaveEvent.Created<Parcel> event) {
			if (!this.repaired) {
				this.repaired = true;
				this.delivered.add("Broken down");
				throw new IllegalStateException("Broken down");
			}
			this.delivered.add("Delivered to " + event.getEntity().address);
		}

		BlockingQueue<String> delivered() {
			return this.delivered;
		}

	}

}
