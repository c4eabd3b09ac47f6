package io.postsave.sample.books;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.postsave.sample.audit.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.SortNatural;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.Externalized;

/**
 * A book: a plain entity that knows nothing of who is told when it is saved or deleted.
 */
@Entity
@Externalized("books")
@Table(uniqueConstraints = @UniqueConstraint(name = "uk_book_isbn", columnNames = "isbn"))
public class Book implements Audited {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	@Column(nullable = false)
	private String title;

	private @Nullable String author;

	private @Nullable String isbn;

	@ElementCollection
	@Column(nullable = false)
	@SortNatural
	private SortedSet<String> genres = new TreeSet<>();

	protected Book() {
		this("", null);
	}

	public Book(String title, @Nullable String author) {
		this.title = title;
		this.author = author;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public long getVersion() {
		return this.version;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public @Nullable String getAuthor() {
		return this.author;
	}

	public void setAuthor(@Nullable String author) {
		this.author = author;
	}

	public @Nullable String getIsbn() {
		return this.isbn;
	}

	public void setIsbn(@Nullable String isbn) {
		this.isbn = isbn;
	}

	public SortedSet<String> getGenres() {
		return this.genres;
	}

	public void setGenres(Set<String> genres) {
		this.genres.retainAll(genres);
		this.genres.addAll(genres);
	}

	@Override
	public String toString() {
		return this.title;
	}

}
