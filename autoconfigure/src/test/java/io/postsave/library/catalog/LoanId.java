package io.postsave.library.catalog;

import java.io.Serializable;

/**
 * The identifier class of {@link Loan}.
 */
public record LoanId(String reader, int copyNumber) implements Serializable {
}
