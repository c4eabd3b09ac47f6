package io.postsave.library.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.postsave.bookshop.Address;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

/**
 * An entity without a version that has attributes of every kind and cascades to its
 * cards.
 */
@Entity
public class Reader {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String name;

	private String email;

	private byte[] portrait;

	@Embedded
	private Address address;

	@ManyToOne(fetch = FetchType.LAZY)
	private Branch branch;

	@ElementCollection
	private Set<String> nicknames = new HashSet<>();

	@OneToMany(mappedBy = "reader", cascade = CascadeType.ALL)
	private List<Card> cards = new ArrayList<>();

	protected Reader() {
	}

	public Reader(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public String getEmail() {
		return this.email;
	}

	public void setEmail(String email) {
		this.email = email;
	}

	public byte[] getPortrait() {
		return this.portrait;
	}

	public void setPortrait(byte[] portrait) {
		this.portrait = portrait;
	}

	public Address getAddress() {
		return this.address;
	}

	public void setAddress(Address address) {
		this.address = address;
	}

	public Branch getBranch() {
		return this.branch;
	}

	public void setBranch(Branch branch) {
		this.branch = branch;
	}

	public Set<String> getNicknames() {
		return this.nicknames;
	}

	public List<Card> getCards() {
		return this.cards;
	}

	public Card addCard(String number) {
		Card card = new Card(this, number);
		this.cards.add(card);
		return card;
	}

}
