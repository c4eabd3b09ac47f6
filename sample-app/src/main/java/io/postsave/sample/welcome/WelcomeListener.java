package io.postsave.sample.welcome;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import io.postsave.sample.readers.Reader;

import org.springframework.context.event.EventListener;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * Welcomes each new reader by e-mail, after the commit: a letter cannot be rolled back.
 * It is sent by the thread of the request, which waits for the mail server, and is lost
 * if that is down or the application dies before it is sent. Where that matters, an
 * application hands it to something durable instead.
 */
@Component
class WelcomeListener {

	private final MailSender mail;

	WelcomeListener(MailSender mail) {
		this.mail = mail;
	}

	@EventListener
	@AfterCommit
	void welcome(PostSaveEvent.Created<Reader> event) {
		Reader reader = event.getEntity();
		SimpleMailMessage letter = new SimpleMailMessage();
		letter.setFrom("bookshop@example.org");
		letter.setTo(reader.getEmail());
		letter.setSubject("Welcome to the bookshop");
		letter.setText("Dear " + reader.getName() + ",\n\nyour shelf is ready.\n\nThe bookshop");
		this.mail.send(letter);
	}

}
