package io.postsave.autoconfigure;

import io.postsave.PostSaveEvents;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that leaves applications what they inject of post-save when
 * {@code post-save.enabled} is {@code false}. Nothing else is there then.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Conditional(OnSwitchedOff.class)
public final class PostSaveSwitchedOffAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PostSaveEvents postSaveEvents() {
		return new UntoldEvents();
	}

}
