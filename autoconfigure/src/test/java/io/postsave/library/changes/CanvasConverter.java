package io.postsave.library.changes;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores a {@link Canvas}.
 */
@Converter(autoApply = true)
public class CanvasConverter implements AttributeConverter<Canvas, String> {

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable Canvas canvas) {
		return (canvas != null) ? canvas.getText() : null;
	}

	@Override
	public @Nullable Canvas convertToEntityAttribute(@Nullable String column) {
		return (column != null) ? new Canvas(column) : null;
	}

}
