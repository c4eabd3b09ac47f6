package io.postsave.listener;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link GenericType}: what a type argument allows in its place.
 */
class GenericTypeTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			text,            String,        true
			text,            Integer,       false
			text,            CharSequence,  false
			anything,        String,        true
			extendsText,     String,        true
			extendsText,     CharSequence,  true
			extendsText,     Integer,       false
			superText,       CharSequence,  true
			superText,       String,        true
			superText,       Object,        true
			superText,       Integer,       false
			texts,           Texts,         false
			extendsTexts,    Texts,         true
			extendsTexts,    Numbers,       false
			extendsTexts,    RawList,       false
			extendsTexts,    ArrayList,     false
			extendsNested,   Texts,         true
			extendsNested,   Numbers,       false
			extendsAny,      Numbers,       true
			extendsAny,      RawList,       true
			extendsAny,      ArrayList,     true
			extendsRaw,      RawList,       true
			extendsRaw,      Numbers,       true
			comparableSelf,  String,        true
			comparableSelf,  Object,        false
			twoBounds,       Integer,       true
			twoBounds,       Texts,         false
			""")
	void argumentAllowsWhatJavaWould(String field, Name type, boolean allowed) {
		assertThat(argumentOf(field).allows(GenericType.of(type.type))).isEqualTo(allowed);
	}

	@Test
	void variableIsResolvedThroughAllThatDeclareIt() {
		GenericType scope = GenericType.of(Texts.class);
		assertThat(GenericType.of(variableOf(Collection.class), scope).type().resolve()).isEqualTo(String.class);
		assertThat(GenericType.of(variableOf(List.class), scope).type().resolve()).isEqualTo(String.class);
	}

	@Test
	void variableThatNobodyKnowsStaysAsItIs() {
		ResolvableType variable = variableOf(Comparable.class);
		assertThat(GenericType.of(variable, GenericType.of(Texts.class)).type()).isSameAs(variable);
		assertThat(GenericType.of(variable, null).type()).isSameAs(variable);
	}

	@Test
	void outerScopeKnowsWhatTheInnerOneLeavesOpen() {
		GenericType outer = new GenericType(ResolvableType.forClassWithGenerics(ArrayList.class, Integer.class), null);
		GenericType scope = new GenericType(ResolvableType.forClass(ArrayList.class), outer);
		assertThat(GenericType.of(variableOf(ArrayList.class), scope).type().resolve()).isEqualTo(Integer.class);
		assertThat(GenericType.of(variableOf(Collection.class), scope).type().resolve()).isEqualTo(Integer.class);
	}

	private static ResolvableType variableOf(Class<?> type) {
		return ResolvableType.forType(type.getTypeParameters()[0]);
	}

	private static GenericType argumentOf(String name) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(Arguments.class, name));
		return GenericType.of(ResolvableType.forField(field).getGeneric(), null);
	}

	/**
	 * A class, by a short name.
	 */
	enum Name {

		String(String.class), Integer(Integer.class), CharSequence(CharSequence.class), Object(Object.class),
		Texts(Texts.class), Numbers(Numbers.class), RawList(RawList.class), ArrayList(ArrayList.class);

		private final Class<?> type;

		Name(Class<?> type) {
			this.type = type;
		}

	}

	@SuppressWarnings("serial")
	static class Texts extends ArrayList<String> {

	}

	@SuppressWarnings("serial")
	static class Numbers extends ArrayList<Integer> {

	}

	@SuppressWarnings({ "serial", "rawtypes" })
	static class RawList extends ArrayList {

	}

	@SuppressWarnings({ "rawtypes", "unused", "NullAway.Init" })
	private static final class Arguments<S extends Comparable<S>, B extends Comparable<?> & Serializable> {

		private List<String> text;

		private List<?> anything;

		private List<? extends CharSequence> extendsText;

		private List<? super String> superText;

		private List<List<String>> texts;

		private List<? extends Collection<String>> extendsTexts;

		private List<? extends Collection<? extends CharSequence>> extendsNested;

		private List<? extends Collection<?>> extendsAny;

		private List<? extends Collection> extendsRaw;

		private List<S> comparableSelf;

		private List<B> twoBounds;

	}

}
