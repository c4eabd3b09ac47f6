package io.postsave.sample.welcome;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Lets the mail server seem to be down: letters go to a port where nobody listens.
 */
class MailServerSwitch {

	private static final int NOBODY = 1;

	private final JavaMailSenderImpl sender;

	private final int port;

	MailServerSwitch(JavaMailSenderImpl sender) {
		this.sender = sender;
		this.port = sender.getPort();
	}

	boolean isDown() {
		return this.sender.getPort() == NOBODY;
	}

	void setDown(boolean down) {
		this.sender.setPort(down ? NOBODY : this.port);
	}

}
