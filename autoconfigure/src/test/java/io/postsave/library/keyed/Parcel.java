package io.postsave.library.keyed;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose contents refer to its code, which it may not have.
 */
@Entity
public class Parcel {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(unique = true)
	private @Nullable String code;

	@OneToMany
	@JoinColumn(name = "parcel_code", referencedColumnName = "code")
	private List<Content> contents = new ArrayList<>();

	protected Parcel() {
	}

	public Parcel(@Nullable String code, Content... contents) {
		this.code = code;
		this.contents.addAll(List.of(contents));
	}

	public @Nullable Long getId() {
		return this.id;
	}

	/**
	 * What is in a parcel.
	 */
	@Entity
	public static class Content {

		@Id
		@GeneratedValue
		private @Nullable Long id;

	}

}
