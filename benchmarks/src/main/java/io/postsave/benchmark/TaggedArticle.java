package io.postsave.benchmark;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;

/**
 * An article with a collection, which Hibernate looks at with each flush.
 */
@Entity
public class TaggedArticle extends Article {

	@ElementCollection
	private Set<String> tags = new HashSet<>();

}
