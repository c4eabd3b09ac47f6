package io.postsave.autoconfigure;

import io.postsave.PostSaveEvents;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that leaves applications what they inject of post-save when
 * {@code post-save.enabled} is {@code false}, or when Hibernate is not on the class path.
 * There is nothing else then but a warning: in the second case, and of an application
 * that was processed ahead of time when switched off and is run when switched on.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Conditional(OnNothingTold.class)
public final class PostSaveSwitchedOffAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PostSaveEvents postSaveEvents(ApplicationContext context) {
		BuiltOffCheck.verify(context);
		return new UntoldEvents();
	}

	/**
	 * What is there if nobody has switched post-save off.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnSwitchedOn.class)
	static class WithoutHibernateConfiguration {

		@Bean
		static MissingHibernateWarning postSaveMissingHibernateWarning() {
			return new MissingHibernateWarning();
		}

	}

}
