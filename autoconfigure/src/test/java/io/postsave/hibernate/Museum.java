package io.postsave.hibernate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Entities that have each kind of attribute between them.
 */
final class Museum {

	private Museum() {
	}

	@Entity(name = "Exhibit")
	static class Exhibit {

		@Id
		@Nullable Long id;

		@Version
		int version;

		@Nullable String title;

		@Column(updatable = false)
		@Nullable String inventory;

		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@Column(columnDefinition = "varchar(255) generated always as (upper(title))")
		@Nullable String label;

		byte @Nullable [] image;

		@Nullable BigDecimal price;

		@Nullable Place place;

		@ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
		@Nullable Artist artist;

		@ElementCollection
		List<String> tags = new ArrayList<>();

		@OneToMany(mappedBy = "exhibit")
		List<Visit> visits = new ArrayList<>();

		Exhibit() {
		}

		Exhibit(long id, String title) {
			this.id = id;
			this.title = title;
		}

	}

	@Embeddable
	static class Place {

		@Nullable String floor;

		@Nullable String room;

		Place() {
		}

		Place(String floor, String room) {
			this.floor = floor;
			this.room = room;
		}

	}

	@Entity(name = "Artist")
	static class Artist {

		@Id
		@Nullable Long id;

		@Nullable String name;

		Artist() {
		}

		Artist(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Visit")
	static class Visit {

		@Id
		@Nullable Long id;

		@ManyToOne
		@Nullable Exhibit exhibit;

		@Nullable String remark;

		Visit() {
		}

		Visit(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Loan")
	static class Loan {

		@Id
		@Nullable Long id;

		@ManyToOne
		@JoinColumn(updatable = false)
		@Nullable Exhibit lent;

	}

	record SeatId(String row, int number) implements Serializable {

	}

	@Entity(name = "Seat")
	@IdClass(SeatId.class)
	static class Seat {

		@Id
		@Nullable String row;

		@Id
		int number;

		@Nullable String title;

	}

}
