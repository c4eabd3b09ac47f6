package io.postsave.sample.readers;

import io.postsave.sample.audit.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A reader who is registered with the shop.
 */
@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "uk_reader_email", columnNames = "email"))
public class Reader implements Audited {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(nullable = false)
	private String name;

	@Column(nullable = false)
	private String email;

	protected Reader() {
		this("", "");
	}

	public Reader(String name, String email) {
		this.name = name;
		this.email = email;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getEmail() {
		return this.email;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
