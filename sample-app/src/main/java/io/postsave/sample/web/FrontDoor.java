package io.postsave.sample.web;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where the shop is, once it is open.
 */
@Component
class FrontDoor {

	@EventListener
	void open(ApplicationReadyEvent event) {
		System.out.println("The bookshop is open: http://localhost:"
				+ event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
	}

}
