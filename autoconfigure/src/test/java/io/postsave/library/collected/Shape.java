package io.postsave.library.collected;

import jakarta.persistence.AttributeConverter;

/**
 * A value that never equals another one, not even a copy of itself.
 */
public class Shape {

	private String text;

	public Shape(String text) {
		this.text = text;
	}

	public void setText(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Stores shapes as text.
	 */
	@jakarta.persistence.Converter
	public static class Converter implements AttributeConverter<Shape, String> {

		@Override
		public String convertToDatabaseColumn(Shape shape) {
			return (shape != null) ? shape.text : null;
		}

		@Override
		public Shape convertToEntityAttribute(String text) {
			return (text != null) ? new Shape(text) : null;
		}

	}

}
