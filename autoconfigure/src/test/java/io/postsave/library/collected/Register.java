package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;

/**
 * An entity with a version, which collections that are not excluded increment.
 */
@Entity
@DynamicUpdate
public class Register extends Collected {

	@Id
	@GeneratedValue
	private Long id;

	@Version
	private int version;

	@ElementCollection
	@OptimisticLock(excluded = true)
	private Set<String> hidden = new HashSet<>();

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public int getVersion() {
		return this.version;
	}

	public void setVersion(int version) {
		this.version = version;
	}

	public Set<String> getHidden() {
		return this.hidden;
	}

	public void setHidden(Set<String> hidden) {
		this.hidden = hidden;
	}

}
