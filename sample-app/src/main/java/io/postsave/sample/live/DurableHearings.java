package io.postsave.sample.live;

import io.postsave.PostWriteEvent;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.AfterReturning;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Shows that a durable listener has done its work, which may be long after the save.
 */
@Aspect
@Component
class DurableHearings {

	private final LiveLog log;

	DurableHearings(LiveLog log) {
		this.log = log;
	}

	@AfterReturning("""
			within(io.postsave.sample..*) && args(event) &&
			@annotation(org.springframework.modulith.events.ApplicationModuleListener)""")
	void show(JoinPoint call, PostWriteEvent<?> event) {
		this.log.add("heard",
				new DurableHearing(event.getEntityType().getSimpleName(), event.getId(), Hearing.of(call, "durable")));
	}

	/**
	 * A listener that heard of an entity later.
	 *
	 * @param entityType the name of the entity class
	 * @param id the identifier of the entity
	 * @param hearing the listener
	 */
	record DurableHearing(String entityType, @Nullable Object id, Hearing hearing) {
	}

}
