package io.postsave.benchmark;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * What is saved in all variants: a row with a handful of columns, whose identifier comes
 * from a sequence that is asked once for fifty rows.
 */
@MappedSuperclass
public abstract class Article {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private String name = "An article of middling length";

	private String description = "What there is to say of it in a sentence or two";

	private BigDecimal price = new BigDecimal("12.50");

	private int stock;

	private Instant listed = Instant.EPOCH;

	public @Nullable Long getId() {
		return this.id;
	}

	public int getStock() {
		return this.stock;
	}

	public void setStock(int stock) {
		this.stock = stock;
	}

}
