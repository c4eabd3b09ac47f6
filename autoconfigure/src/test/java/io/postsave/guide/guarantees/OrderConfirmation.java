package io.postsave.guide.guarantees;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import jakarta.persistence.EntityManager;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads what it needs after the commit.
 */
@Component
class OrderConfirmation {

	private final EntityManager entityManager;

	OrderConfirmation(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	@EventListener
	@AfterCommit
	@Transactional
	void confirm(PostSaveEvent.Created<Order> event) {
		Order order = this.entityManager.find(event.getEntityType(), event.getId());
		if (order != null) {
			order.setNote("Thank you, " + order.getCustomer().getName());
		}
	}

}
