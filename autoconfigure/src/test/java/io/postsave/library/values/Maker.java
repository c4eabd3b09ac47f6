package io.postsave.library.values;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/**
 * What associations lead to. Nobody is to ask it for anything.
 */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Maker extends Numbered {

	@NaturalId
	@Column(unique = true)
	private @Nullable String code;

	public Maker() {
	}

	public Maker(long id) {
		this.id = id;
		this.code = "code of " + id;
	}

	public long getId() {
		throw new AssertionError("The identifier was asked for");
	}

	public @Nullable String getCode() {
		throw new AssertionError("The code was asked for");
	}

	@Override
	public String toString() {
		throw new AssertionError("The text was asked for");
	}

}
