package io.postsave.library.collected;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/**
 * Such an entity with a version.
 */
@Entity
public class VersionedSketch extends Collected {

	@Id
	@GeneratedValue
	private Long id;

	@Version
	private int version;

	@ElementCollection
	@Convert(converter = Shape.Converter.class)
	private List<Shape> shapes = new ArrayList<>();

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public int getVersion() {
		return this.version;
	}

	public void setVersion(int version) {
		this.version = version;
	}

	public List<Shape> getShapes() {
		return this.shapes;
	}

	public void setShapes(List<Shape> shapes) {
		this.shapes = shapes;
	}

}
