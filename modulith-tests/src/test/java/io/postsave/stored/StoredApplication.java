package io.postsave.stored;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application with entities of many kinds, and listeners that fail when they are first
 * told of something.
 */
@SpringBootApplication
public class StoredApplication {

	@Bean
	FailingListeners failingListeners(EntityManagerFactory factory) {
		return new FailingListeners(factory);
	}

}
