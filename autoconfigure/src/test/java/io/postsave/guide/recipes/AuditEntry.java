package io.postsave.guide.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit, of which nobody is told.
 */
@Entity
@ExcludeDefaultListeners
class AuditEntry {

	static final int LONGEST = 1000;

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String type;

	@Column(name = "row_id")
	private String row;

	private String action;

	@Column(length = AuditEntry.LONGEST)
	private String changes;

	protected AuditEntry() {
		this("", "", "", "");
	}

	public AuditEntry(String type, String row, String action, String changes) {
		this.type = type;
		this.row = row;
		this.action = action;
		this.changes = changes;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getType() {
		return this.type;
	}

	public String getRow() {
		return this.row;
	}

	public String getAction() {
		return this.action;
	}

	public String getChanges() {
		return this.changes;
	}

}
