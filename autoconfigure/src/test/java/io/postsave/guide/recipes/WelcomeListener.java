package io.postsave.guide.recipes;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * The recipe of the letter.
 */
@Component
class WelcomeListener {

	private final MailSender mail;

	WelcomeListener(MailSender mail) {
		this.mail = mail;
	}

	@EventListener
	@AfterCommit
	void welcome(PostSaveEvent.Created<Member> event) {
		Member member = event.getEntity();
		SimpleMailMessage letter = new SimpleMailMessage();
		letter.setTo(member.getEmail());
		letter.setSubject("Welcome, " + member.getName());
		this.mail.send(letter);
	}

}
