package io.postsave.library.changes;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * Stores a {@link Tally}.
 */
@Immutable
@Converter(autoApply = true)
public class TallyConverter implements AttributeConverter<Tally, Integer> {

	@Override
	public @Nullable Integer convertToDatabaseColumn(@Nullable Tally tally) {
		return (tally != null) ? tally.getCount() : null;
	}

	@Override
	public @Nullable Tally convertToEntityAttribute(@Nullable Integer column) {
		return (column != null) ? new Tally(column) : null;
	}

}
