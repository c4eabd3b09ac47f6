package io.postsave.guide.recipes;

import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The recipe of related objects.
 */
@Component
class ProfileListener {

	private final ProfileRepository profiles;

	ProfileListener(ProfileRepository profiles) {
		this.profiles = profiles;
	}

	@EventListener
	@InTransaction
	void createProfile(PostSaveEvent.Created<Member> event) {
		this.profiles.save(new Profile(event.getEntity()));
	}

}
