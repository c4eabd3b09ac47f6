package io.postsave.library.collected;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * The side of an association that is stored.
 */
@Entity
public class Remark {

	@Id
	@GeneratedValue
	private Long id;

	@ManyToOne
	private Folder folder;

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public Folder getFolder() {
		return this.folder;
	}

	public void setFolder(Folder folder) {
		this.folder = folder;
	}

}
