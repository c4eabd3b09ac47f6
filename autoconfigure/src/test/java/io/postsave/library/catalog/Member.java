package io.postsave.library.catalog;

import java.util.HashMap;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An entity that can fail to be written in many ways.
 */
@Entity
public class Member {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	@Version
	private @Nullable Integer version;

	@Column(unique = true)
	private String card;

	@Column(nullable = false)
	private @Nullable String name;

	@Size(max = 10)
	private @Nullable String nickname;

	@ManyToOne
	private @Nullable Member mentor;

	@Transient
	private final Map<Class<?>, Runnable> callbacks = new HashMap<>();

	protected Member() {
		this("", "");
	}

	public Member(String card, @Nullable String name) {
		this.card = card;
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public void setCard(String card) {
		this.card = card;
	}

	public void setName(@Nullable String name) {
		this.name = name;
	}

	public void setNickname(@Nullable String nickname) {
		this.nickname = nickname;
	}

	public void setMentor(@Nullable Member mentor) {
		this.mentor = mentor;
	}

	/**
	 * Has one of the entity's own callback methods do something.
	 */
	public void on(Class<?> callback, Runnable action) {
		this.callbacks.put(callback, action);
	}

	@PrePersist
	void beforeInsert() {
		run(PrePersist.class);
	}

	@PostPersist
	void afterInsert() {
		run(PostPersist.class);
	}

	@PreUpdate
	void beforeUpdate() {
		run(PreUpdate.class);
	}

	@PostUpdate
	void afterUpdate() {
		run(PostUpdate.class);
	}

	private void run(Class<?> callback) {
		this.callbacks.getOrDefault(callback, () -> {
		}).run();
	}

}
