package io.postsave.hibernate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType.ConcreteEmbeddableType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.spi.EmbeddableInstantiator;
import org.jspecify.annotations.Nullable;

/**
 * The form of an embedded value, or of an identifier that has several parts: a map from
 * the names of its attributes.
 */
final class EmbeddedForm implements PlainForm {

	/** Where the discriminator is of a value whose class has subclasses. */
	private static final String DISCRIMINATOR = "@type";

	private final EmbeddableMappingType type;

	private final Map<String, PlainForm> forms = new LinkedHashMap<>();

	/**
	 * Creates the form.
	 * @param type the mapping of the values
	 * @param forms finds the forms of what they are made of
	 */
	EmbeddedForm(EmbeddableMappingType type, Function<ModelPart, PlainForm> forms) {
		this.type = type;
		type.forEachAttributeMapping(
				(attribute) -> this.forms.put(attribute.getAttributeName(), forms.apply(attribute)));
	}

	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		Map<String, @Nullable Object> plain = new LinkedHashMap<>();
		ConcreteEmbeddableType subtype = this.type.findSubtypeBySubclass(value.getClass().getName());
		if (this.type.isPolymorphic()) {
			plain.put(DISCRIMINATOR, subtype.getDiscriminatorValue().toString());
		}
		for (int i = 0; i < this.type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = this.type.getAttributeMapping(i);
			if (isDeclared(attribute, subtype)) {
				plain.put(attribute.getAttributeName(), form(attribute).write(this.type.getValue(value, i)));
			}
		}
		return plain;
	}

	private boolean isDeclared(AttributeMapping attribute, @Nullable ConcreteEmbeddableType subtype) {
		return !this.type.isPolymorphic() || (subtype != null && subtype.declaresAttribute(attribute));
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		if (!(plain instanceof Map<?, ?> parts)) {
			throw new UnstorableValueException("What is stored is no embedded value");
		}
		try {
			return instantiate(parts, this.type.isPolymorphic() ? subtypeOf(parts.get(DISCRIMINATOR)) : null);
		}
		catch (UnstorableValueException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("What is stored makes no embedded value", ex);
		}
	}

	private ConcreteEmbeddableType subtypeOf(@Nullable Object discriminator) {
		return this.type.getConcreteEmbeddableTypes()
			.stream()
			.filter((subtype) -> subtype.getDiscriminatorValue().toString().equals(discriminator))
			.findFirst()
			.orElseThrow(() -> new UnstorableValueException("What is stored names no class of embedded values"));
	}

	private Object instantiate(Map<?, ?> parts, @Nullable ConcreteEmbeddableType subtype) {
		int length = this.type.getNumberOfAttributeMappings();
		@Nullable Object[] values = new Object[this.type.isPolymorphic() ? length + 1 : length];
		for (int i = 0; i < length; i++) {
			AttributeMapping attribute = this.type.getAttributeMapping(i);
			if (isDeclared(attribute, subtype)) {
				values[i] = form(attribute).read(parts.get(attribute.getAttributeName()));
			}
		}
		EmbeddableInstantiator instantiator = (subtype != null) ? subtype.getInstantiator()
				: this.type.getRepresentationStrategy().getInstantiator();
		return instantiator.instantiate(() -> values);
	}

	private PlainForm form(AttributeMapping attribute) {
		PlainForm form = this.forms.get(attribute.getAttributeName());
		if (form == null) {
			throw new IllegalStateException("No form of " + attribute.getAttributeName());
		}
		return form;
	}

}
