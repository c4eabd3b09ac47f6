package io.postsave.sample.audit;

import java.util.Objects;

import io.postsave.AttributeChange;
import io.postsave.InTransaction;
import io.postsave.PostWriteEvent;
import io.postsave.sample.WriteKind;

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
		event.getChanges().forEach((attribute, change) -> this.entries.save(entryOf(event, attribute, change)));
	}

	private AuditEntry entryOf(PostWriteEvent<?> event, String attribute, AttributeChange change) {
		return new AuditEntry(this.user.name(), event.getEntityType().getSimpleName(), String.valueOf(event.getId()),
				WriteKind.of(event), attribute, Objects.toString(change.oldValue(), null),
				Objects.toString(change.newValue(), null));
	}

}
