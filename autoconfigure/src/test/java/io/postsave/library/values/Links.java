package io.postsave.library.values;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.jspecify.annotations.Nullable;

/**
 * An entity that leads to others.
 */
@Entity
public class Links extends Numbered {

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Maker maker;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(referencedColumnName = "code")
	public @Nullable Maker byCode;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Slot slot;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Stock stock;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Seat seat;

	@Any(fetch = FetchType.LAZY)
	@AnyKeyJavaClass(Long.class)
	@AnyDiscriminator
	@AnyDiscriminatorValue(discriminator = "M", entity = Maker.class)
	@AnyDiscriminatorValue(discriminator = "F", entity = Factory.class)
	@AnyDiscriminatorValue(discriminator = "L", entity = Links.class)
	@Column(name = "any_type")
	@JoinColumn(name = "any_id")
	public @Nullable Object any;

}
