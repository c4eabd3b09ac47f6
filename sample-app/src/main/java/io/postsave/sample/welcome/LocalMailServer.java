package io.postsave.sample.welcome;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A real SMTP server inside the application, for as long as {@code spring.mail.host}
 * names no other.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(LocalMailServer.NoOtherServer.class)
class LocalMailServer {

	@Bean(initMethod = "start", destroyMethod = "stop")
	GreenMail smtpServer() {
		return new GreenMail(ServerSetup.SMTP.dynamicPort());
	}

	@Bean
	JavaMailSenderImpl mailSender(GreenMail smtpServer) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(smtpServer.getSmtp().getBindTo());
		sender.setPort(smtpServer.getSmtp().getPort());
		return sender;
	}

	@Bean
	MailServerSwitch mailServerSwitch(JavaMailSenderImpl mailSender) {
		return new MailServerSwitch(mailSender);
	}

	/**
	 * Matches if no SMTP server is configured.
	 */
	static class NoOtherServer extends NoneNestedConditions {

		NoOtherServer() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * Matches if one is.
		 */
		@ConditionalOnProperty("spring.mail.host")
		static class OtherServer {

		}

	}

}
