package io.postsave.sample.audit;

import io.postsave.InTransaction;
import io.postsave.PostWriteEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Logs what was changed or deleted, in the transaction that does it: there is never one
 * without the other.
 */
@Component
class AuditListener {

	private final AuditRepository entries;

	private final CurrentUser user;

	AuditListener(AuditRepository entries, CurrentUser user) {
		this.entries = entries;
		this.user = user;
	}

	@EventListener
	@InTransaction
	void logChanges(PostWriteEvent<? extends Audited> event) {
		String who = this.user.name();
		event.getChanges()
			.forEach((attribute, change) -> this.entries.save(new AuditEntry(who, event, attribute, change)));
	}

}
