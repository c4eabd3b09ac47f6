package io.postsave.guide.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailSendException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;

/**
 * Tests of the page on durable delivery.
 */
@SpringBootTest(properties = { "post-save.modulith.resubmit-interval=200ms",
		"spring.sql.init.schema-locations=classpath:org/springframework/integration/jdbc/schema-h2.sql" })
class DurablePageIntegrationTests {

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private BonusRepository bonuses;

	@MockitoBean
	private MailSender mail;

	@Test
	void letterIsSentWhenTheMailServerIsBack() {
		doThrow(new MailSendException("The mail server is down")).doThrow(new MailSendException("It still is"))
			.doNothing()
			.when(this.mail)
			.send(any(SimpleMailMessage.class));
		join("ada@example.org");
		await().untilAsserted(() -> assertThat(owed("WelcomeListener")).isEqualTo(List.of("COMPLETED")));
		ArgumentCaptor<SimpleMailMessage> letters = ArgumentCaptor.forClass(SimpleMailMessage.class);
		Mockito.verify(this.mail, Mockito.times(3)).send(letters.capture());
		assertThat(letters.getAllValues())
			.allSatisfy((letter) -> assertThat(letter.getTo()).containsExactly("ada@example.org"));
	}

	@Test
	void bonusIsCreditedOnceThoughItsListenerIsCalledTwice() {
		doNothing().when(this.mail).send(any(SimpleMailMessage.class));
		Long member = join("grace@example.org");
		await().untilAsserted(() -> assertThat(creditsOf(member)).hasSize(1));
		await().untilAsserted(() -> assertThat(owed("BonusListener")).containsOnly("COMPLETED"));
		assertThat(this.jdbc.update("update event_publication set status = 'FAILED', completion_date = null "
				+ "where listener_id like '%BonusListener%'"))
			.isPositive();
		await().untilAsserted(() -> assertThat(owed("BonusListener")).containsOnly("COMPLETED"));
		assertThat(creditsOf(member)).hasSize(1);
	}

	private List<Bonus> creditsOf(Long member) {
		return new ArrayList<>(
				this.bonuses.findAll().stream().filter((bonus) -> member.equals(bonus.getMember().getId())).toList());
	}

	private List<String> owed(String listener) {
		return this.jdbc.queryForList("select distinct status from event_publication where listener_id like ?",
				String.class, "%" + listener + "%");
	}

	private Long join(String email) {
		Member member = new Member(email);
		this.transaction.executeWithoutResult((status) -> this.entities.persist(member));
		return Objects.requireNonNull(member.getId());
	}

	@SpringBootApplication
	static class Application {

	}

}
