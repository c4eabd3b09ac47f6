package io.postsave.guide.recipes;

import java.util.stream.Collectors;

import io.postsave.InTransaction;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The recipe of the audit.
 */
@Component
class AuditListener {

	private final AuditEntryRepository entries;

	private final EntityManagerFactory unit;

	AuditListener(AuditEntryRepository entries, EntityManagerFactory unit) {
		this.entries = entries;
		this.unit = unit;
	}

	@EventListener
	@InTransaction
	void log(PostWriteEvent<?> event) {
		String changes = event.getChanges()
			.entrySet()
			.stream()
			.map((change) -> change.getKey() + ": " + text(change.getValue().oldValue()) + " -> "
					+ text(change.getValue().newValue()))
			.collect(Collectors.joining(", "));
		this.entries.save(new AuditEntry(event.getEntityType().getSimpleName(), String.valueOf(event.getId()),
				action(event), StringUtils.truncate(changes, AuditEntry.LONGEST - 20)));
	}

	private static String action(PostWriteEvent<?> event) {
		if (event instanceof PostDeleteEvent<?>) {
			return "deleted";
		}
		return (event instanceof PostSaveEvent.Created<?>) ? "created" : "updated";
	}

	private String text(@Nullable Object value) {
		boolean entity = this.unit.getMetamodel()
			.getEntities()
			.stream()
			.anyMatch((type) -> type.getJavaType().isInstance(value));
		return String.valueOf(entity ? this.unit.getPersistenceUnitUtil().getIdentifier(value) : value);
	}

}
