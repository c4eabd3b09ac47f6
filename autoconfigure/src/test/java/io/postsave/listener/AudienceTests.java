package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Cat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Audience}: who is told of which saves, and when.
 */
class AudienceTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final InTransactionPublication publication = new InTransactionPublication((event) -> {
	});

	@Test
	void nobodyListensAmongNobody() {
		Audience audience = Audience.among(List.of(), Book.class);
		assertThat(audience.isInTransaction()).isFalse();
		assertThat(audience.isAfterCommit()).isFalse();
		assertThat(audience.created().isPresent()).isFalse();
		assertThat(audience.updated().isPresent()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void listenerToOneKindIsNoneToTheOther(boolean afterCommit) {
		Audience audience = Audience.among(List.of(listener("bookCreated", afterCommit)), Book.class);
		assertThat(audience.created().isPresent()).isTrue();
		assertThat(audience.updated().isPresent()).isFalse();
		assertThat(audience.isInTransaction()).isEqualTo(!afterCommit);
		assertThat(audience.isAfterCommit()).isEqualTo(afterCommit);
	}

	@Test
	void listenerToAnotherClassIsNone() {
		Audience audience = Audience.among(List.of(listener("bookSaved", true), listener("bookCreated", false)),
				Cat.class);
		assertThat(audience.created().isPresent()).isFalse();
		assertThat(audience.updated().isPresent()).isFalse();
	}

	@Test
	void listenersAfterTheCommitAreInTheirOrder() {
		ListenerDescriptor saved = listener("bookSaved", true);
		ListenerDescriptor first = listener("bookSavedFirst", true);
		Audience audience = Audience.among(List.of(saved, listener("bookSaved", false), first), Book.class);
		assertThat(audience.updated().afterCommit()).extracting(AfterCommitListenerMethod::getListenerId)
			.containsExactly(first.name(), saved.name());
		assertThat(audience.updated().isInTransaction()).isTrue();
	}

	private ListenerDescriptor listener(String methodName, boolean afterCommit) {
		Method method = ReflectionUtils.getUniqueDeclaredMethods(Listeners.class,
				(candidate) -> candidate.getName().equals(methodName))[0];
		GenericType beanType = new GenericType(ResolvableType.forClass(Listeners.class), null);
		PlainListenerMethod listener = afterCommit
				? new AfterCommitListenerMethod("listeners", beanType, method, this.beanFactory, new ListenerCalls(),
						this.publication)
				: new InTransactionListenerMethod("listeners", beanType, method, this.beanFactory, new ListenerCalls());
		return ListenerDescriptor.of(listener, SupportedEvents.of(listener, ResolvableType.NONE));
	}

	static class Listeners {

		@EventListener
		void bookCreated(PostSaveEvent.Created<Book> event) {
		}

		@EventListener
		void bookSaved(PostSaveEvent<Book> event) {
		}

		@EventListener
		@Order(1)
		void bookSavedFirst(PostSaveEvent<Book> event) {
		}

		@EventListener
		void catSaved(PostSaveEvent<Cat> event) {
		}

	}

}
