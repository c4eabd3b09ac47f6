package io.postsave.benchmark;

import java.util.List;

import jakarta.persistence.Entity;

import org.springframework.data.domain.DomainEvents;

/**
 * An article that announces its saves through Spring Data's {@link DomainEvents}.
 */
@Entity
public class AnnouncedArticle extends Article {

	@DomainEvents
	List<ArticleSaved> savedEvents() {
		return List.of(new ArticleSaved(getId()));
	}

}
