package io.postsave.library.changes;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An invoice whose gross amount is computed by the database.
 */
@Entity
public class Invoice {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private int net;

	@GeneratedColumn("net * 2")
	private @Nullable Integer gross;

	@Generated(event = { EventType.INSERT, EventType.UPDATE })
	@Column(insertable = false, updatable = false, columnDefinition = "integer generated always as (net / 10)")
	private @Nullable Integer tens;

	@Generated(event = EventType.INSERT)
	@ColumnDefault("'new'")
	@Column(updatable = false)
	private @Nullable String origin;

	@CreationTimestamp
	private @Nullable Instant createdAt;

	@UpdateTimestamp
	private @Nullable Instant updatedAt;

	@CurrentTimestamp(event = { EventType.INSERT, EventType.UPDATE })
	private @Nullable Instant writtenAt;

	@Formula("net + 1")
	private @Nullable Integer computed;

	@Column(updatable = false)
	private @Nullable String author;

	private @Nullable String text;

	protected Invoice() {
	}

	public Invoice(int net, String author) {
		this.net = net;
		this.author = author;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public void setNet(int net) {
		this.net = net;
	}

	public void setText(String text) {
		this.text = text;
	}

	public void setAuthor(String author) {
		this.author = author;
	}

	public void setComputed(int computed) {
		this.computed = computed;
	}

}
