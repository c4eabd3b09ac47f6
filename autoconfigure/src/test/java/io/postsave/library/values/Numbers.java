package io.postsave.library.values;

import java.math.BigDecimal;
import java.math.BigInteger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, primitive ones among them.
 */
@Entity
public class Numbers extends Numbered {

	@Column(precision = 38, scale = 10)
	public @Nullable BigDecimal bigDecimal;

	@Column(precision = 38)
	public @Nullable BigInteger bigInteger;

	public byte primitiveByte;

	public short primitiveShort;

	public int primitiveInt;

	public long primitiveLong;

	public float primitiveFloat;

	public double primitiveDouble;

	public @Nullable Byte wrappedByte;

	public @Nullable Short wrappedShort;

	public @Nullable Integer wrappedInteger;

	public @Nullable Long wrappedLong;

	public @Nullable Float wrappedFloat;

	public @Nullable Double wrappedDouble;

}
