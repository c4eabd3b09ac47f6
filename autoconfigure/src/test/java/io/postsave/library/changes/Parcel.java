package io.postsave.library.changes;

import java.util.Date;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * A plain entity: without collections and cascades, but with attributes that can be
 * changed in place.
 */
@Entity
public class Parcel extends Thing {

	private int weight = 1;

	@Enumerated(EnumType.STRING)
	private Priority priority = Priority.LOW;

	private Measures measures = new Measures(1, 2);

	private Date posted = new Date(0);

	private byte[] barcode = { 1, 2 };

	private Remarks remarks = new Remarks(List.of("fragile"));

	private Tally tally = new Tally(1);

	@Lob
	private String letter = "Dear";

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Depot depot;

	protected Parcel() {
	}

	public Parcel(@Nullable Depot depot) {
		this.depot = depot;
	}

	public void setWeight(int weight) {
		this.weight = weight;
	}

	public int getWeight() {
		return this.weight;
	}

	public void setPriority(Priority priority) {
		this.priority = priority;
	}

	public Priority getPriority() {
		return this.priority;
	}

	public Measures getMeasures() {
		return this.measures;
	}

	public void setMeasures(Measures measures) {
		this.measures = measures;
	}

	public Date getPosted() {
		return this.posted;
	}

	public byte[] getBarcode() {
		return this.barcode;
	}

	public Remarks getRemarks() {
		return this.remarks;
	}

	public Tally getTally() {
		return this.tally;
	}

	public String getLetter() {
		return this.letter;
	}

	public void setLetter(String letter) {
		this.letter = letter;
	}

	public @Nullable Depot getDepot() {
		return this.depot;
	}

	public void setDepot(@Nullable Depot depot) {
		this.depot = depot;
	}

}
