package io.postsave.benchmark;

import jakarta.persistence.Entity;

/**
 * An article that knows nothing of being told.
 */
@Entity
public class PlainArticle extends Article {

}
