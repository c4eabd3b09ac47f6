package io.postsave.sample.welcome;

import io.postsave.PostSaveEvent;
import io.postsave.sample.readers.Reader;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Welcomes each new reader by e-mail. The listener is durable: the letter is owed from
 * the moment when the reader is committed, and sent again until it has arrived, though
 * the mail server is down or the application dies meanwhile. A letter may so be sent
 * twice, which is better than never.
 */
@Component
class WelcomeListener {

	private final MailSender mail;

	WelcomeListener(MailSender mail) {
		this.mail = mail;
	}

	@ApplicationModuleListener
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
