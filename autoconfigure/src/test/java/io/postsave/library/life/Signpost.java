package io.postsave.library.life;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose row keeps the one of a plant from being deleted.
 */
@Entity
public class Signpost extends Living {

	@Id
	private @Nullable Integer id;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Plant plant;

	protected Signpost() {
	}

	public Signpost(int id, Plant plant) {
		super("signpost " + id);
		this.id = id;
		this.plant = plant;
	}

	@Override
	public @Nullable Object key() {
		return this.id;
	}

	public @Nullable Plant getPlant() {
		return this.plant;
	}

}
