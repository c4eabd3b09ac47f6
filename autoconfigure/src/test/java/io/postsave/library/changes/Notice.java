package io.postsave.library.changes;

import jakarta.persistence.Entity;
import org.hibernate.annotations.DynamicUpdate;

/**
 * An entity whose updates name only what has changed.
 */
@Entity
@DynamicUpdate
public class Notice extends Thing {

	private String place = "door";

	public String getPlace() {
		return this.place;
	}

	public void setPlace(String place) {
		this.place = place;
	}

}
