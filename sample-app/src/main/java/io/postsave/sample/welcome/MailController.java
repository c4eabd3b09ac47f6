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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows what the SMTP server inside the application has received, and lets it seem to be
 * down.
 */
@RestController
class MailController {

	private final ObjectProvider<GreenMail> smtpServer;

	private final ObjectProvider<MailServerSwitch> serverSwitch;

	private final OwedLetters owed;

	MailController(ObjectProvider<GreenMail> smtpServer, ObjectProvider<MailServerSwitch> serverSwitch,
			OwedLetters owed) {
		this.smtpServer = smtpServer;
		this.serverSwitch = serverSwitch;
		this.owed = owed;
	}

	@GetMapping("/api/mail")
	Mail show() {
		return new Mail(local(this.serverSwitch).isDown(), this.owed.count(),
				Arrays.stream(local(this.smtpServer).getReceivedMessages())
					.map(Letter::of)
					.sorted(Comparator.comparing(Letter::receivedAt).reversed())
					.toList());
	}

	@PutMapping("/api/mail/down")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void setDown(@RequestBody boolean down) {
		local(this.serverSwitch).setDown(down);
	}

	private static <T> T local(ObjectProvider<T> part) {
		T available = part.getIfAvailable();
		if (available == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"Mail goes to the server that spring.mail.host names: look there");
		}
		return available;
	}

	/**
	 * What there is of mail.
	 *
	 * @param down whether the server seems to be down
	 * @param waiting the number of letters that have not been sent yet
	 * @param letters those that have arrived, the newest first
	 */
	record Mail(boolean down, long waiting, List<Letter> letters) {
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
