package io.postsave.library.enhanced;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;

/**
 * The owning side of an association that the other side loads lazily.
 */
@Entity
public class Binding {

	@Id
	@GeneratedValue
	private Long id;

	@OneToOne
	private Manuscript manuscript;

	public Long getId() {
		return this.id;
	}

	public void setManuscript(Manuscript manuscript) {
		this.manuscript = manuscript;
	}

}
