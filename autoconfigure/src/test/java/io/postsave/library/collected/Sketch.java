package io.postsave.library.collected;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;

/**
 * An entity whose collection has elements that never equal themselves.
 */
@Entity
public class Sketch extends Collected {

	@Id
	@GeneratedValue
	private Long id;

	@ElementCollection
	@OrderColumn
	@Convert(converter = Shape.Converter.class)
	private List<Shape> shapes = new ArrayList<>();

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public List<Shape> getShapes() {
		return this.shapes;
	}

	public void setShapes(List<Shape> shapes) {
		this.shapes = shapes;
	}

}
