package io.postsave.sample.welcome;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows what the SMTP server inside the application has received, the newest first.
 */
@RestController
class MailController {

	private final ObjectProvider<GreenMail> smtpServer;

	MailController(ObjectProvider<GreenMail> smtpServer) {
		this.smtpServer = smtpServer;
	}

	@GetMapping("/api/mail")
	List<Letter> list() {
		GreenMail server = this.smtpServer.getIfAvailable();
		if (server == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"Mail goes to the server that spring.mail.host names: look there");
		}
		return Arrays.stream(server.getReceivedMessages())
			.map(Letter::of)
			.sorted(Comparator.comparing(Letter::receivedAt).reversed())
			.toList();
	}

	/**
	 * A letter that has arrived.
	 *
	 * @param from who sent it
	 * @param to whom it was sent to
	 * @param subject what it is about
	 * @param text what it says
	 * @param receivedAt when it arrived
	 */
	record Letter(String from, String to, String subject, String text, Instant receivedAt) {

		private static Letter of(Message message) {
			try {
				return new Letter(message.getFrom()[0].toString(),
						message.getRecipients(Message.RecipientType.TO)[0].toString(), message.getSubject(),
						message.getContent().toString().strip(), message.getReceivedDate().toInstant());
			}
			catch (MessagingException | IOException ex) {
				throw new IllegalStateException("A received message cannot be read", ex);
			}
		}

	}

}
