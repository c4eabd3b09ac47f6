package io.postsave.sample.readers;

import java.util.Locale;

import io.postsave.sample.VisibleText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a reader says to register. Spaces around a value and the case of an address say
 * nothing.
 *
 * @param name the name
 * @param email the address that the welcome is sent to; no two readers have the same
 */
record ReaderDetails(@NotBlank @Size(max = 100) @VisibleText String name,
		@NotBlank @Email @Size(max = 254) String email) {

	@SuppressWarnings("NullAway") // what is missing is refused by its constraint
	ReaderDetails {
		name = (name != null) ? name.strip() : null;
		email = (email != null) ? email.strip().toLowerCase(Locale.ROOT) : null;
	}

}
