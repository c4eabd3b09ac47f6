package io.postsave.library.enhanced;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.LazyGroup;

/**
 * An entity with attributes that are loaded when they are first read.
 */
@Entity
public class Manuscript {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	@Basic(fetch = FetchType.LAZY)
	private String body;

	@Basic(fetch = FetchType.LAZY)
	@LazyGroup("notes")
	private String notes;

	@ManyToOne(fetch = FetchType.LAZY)
	private Manuscript original;

	@OneToOne(mappedBy = "manuscript", fetch = FetchType.LAZY)
	private Binding binding;

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public String getBody() {
		return this.body;
	}

	public void setBody(String body) {
		this.body = body;
	}

	public String getNotes() {
		return this.notes;
	}

	public void setNotes(String notes) {
		this.notes = notes;
	}

	public Manuscript getOriginal() {
		return this.original;
	}

	public void setOriginal(Manuscript original) {
		this.original = original;
	}

	public Binding getBinding() {
		return this.binding;
	}

}
