package io.postsave.benchmark;

import jakarta.persistence.Entity;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;

/**
 * An article whose revisions are kept by Envers.
 */
@Entity
@Audited
@AuditOverride(forClass = Article.class)
public class AuditedArticle extends Article {

}
