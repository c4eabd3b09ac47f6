package io.postsave.actuate;

import java.util.List;

import io.postsave.autoconfigure.PostSave;
import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.hibernate.HibernateBridge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PostSaveEndpoint} where there is nothing to tell.
 */
class PostSaveEndpointTests {

	@Test
	void runThatIsSwitchedOffThoughItWasBuiltOnIsSaidToBeOff() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(SwitchedOff.class)) {
			PostSaveEndpoint endpoint = new PostSaveEndpoint(context.getBeanProvider(PostSave.class),
					context.getBeanProvider(PostSaveProperties.class), context.getBeanProvider(HibernateBridge.class));
			assertThat(endpoint.postSave()).isEqualTo(PostSaveDescriptor.switchedOff());
			assertThat(endpoint.entity("Book")).isNull();
		}
	}

	/**
	 * Has the beans of such a run.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SwitchedOff {

		@Bean
		static PostSaveProperties properties() {
			return new PostSaveProperties(false, PostSaveProperties.Delivery.IN_TRANSACTION, List.of(), 64);
		}

		@Bean
		static @Nullable HibernateBridge bridge() {
			return null;
		}

	}

}
