package io.postsave.library.callbacks;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

/**
 * An entity with a listener and callbacks of its own.
 */
@Entity
@EntityListeners(MemoListener.class)
public class Memo {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String text;

	protected Memo() {
	}

	public Memo(String text) {
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

	public void setText(String text) {
		this.text = text;
	}

	@PrePersist
	void prePersist() {
		Calls.add("entity PrePersist", this);
	}

	@PostPersist
	void postPersist() {
		Calls.add("entity PostPersist", this);
	}

	@PreUpdate
	void preUpdate() {
		Calls.add("entity PreUpdate", this);
	}

	@PostUpdate
	void postUpdate() {
		Calls.add("entity PostUpdate", this);
	}

}
