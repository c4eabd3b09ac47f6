package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/**
 * An entity with an identifier class.
 */
@Entity
@IdClass(LoanId.class)
public class Loan {

	@Id
	private String reader;

	@Id
	private int copyNumber;

	private Integer renewals;

	protected Loan() {
	}

	public Loan(LoanId id) {
		this.reader = id.reader();
		this.copyNumber = id.copyNumber();
	}

	public void setRenewals(Integer renewals) {
		this.renewals = renewals;
	}

}
