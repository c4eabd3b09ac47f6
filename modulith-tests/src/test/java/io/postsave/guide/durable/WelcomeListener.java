package io.postsave.guide.durable;

// tag::listener[]
import io.postsave.PostSaveEvent;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class WelcomeListener {

	private final MailSender mail;

	WelcomeListener(MailSender mail) {
		this.mail = mail;
	}

	@ApplicationModuleListener
	void welcome(PostSaveEvent.Created<Member> event) {
		Member member = event.getEntity();
		SimpleMailMessage letter = new SimpleMailMessage();
		letter.setTo(member.getEmail());
		letter.setSubject("Welcome");
		this.mail.send(letter);
	}

}
// end::listener[]
