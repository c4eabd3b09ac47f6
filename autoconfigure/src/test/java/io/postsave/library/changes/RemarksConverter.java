package io.postsave.library.changes;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores {@link Remarks}.
 */
@Converter(autoApply = true)
public class RemarksConverter implements AttributeConverter<Remarks, String> {

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable Remarks remarks) {
		return (remarks != null) ? remarks.toString() : null;
	}

	@Override
	public @Nullable Remarks convertToEntityAttribute(@Nullable String column) {
		return (column != null) ? new Remarks(List.of(column.split(" "))) : null;
	}

}
