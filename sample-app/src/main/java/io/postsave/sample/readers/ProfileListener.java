package io.postsave.sample.readers;

import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives each new reader a profile, in the same transaction: if this fails, there is no
 * reader either.
 */
@Component
class ProfileListener {

	private final ProfileRepository profiles;

	ProfileListener(ProfileRepository profiles) {
		this.profiles = profiles;
	}

	@EventListener
	@InTransaction
	void createProfile(PostSaveEvent.Created<Reader> event) {
		this.profiles.save(new Profile(event.getEntity()));
	}

}
