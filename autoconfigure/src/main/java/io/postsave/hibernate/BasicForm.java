package io.postsave.hibernate;

import java.sql.Blob;
import java.sql.Clob;
import java.util.function.Supplier;

import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.SerializableJavaType;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form of values that are mapped to one column.
 */
final class BasicForm {

	private BasicForm() {
	}

	static PlainForm of(JdbcMapping mapping, Supplier<WrapperOptions> json) {
		JavaType<?> javaType = mapping.getJavaTypeDescriptor();
		PlainForm scalar = ScalarForms.of(javaType.getJavaTypeClass());
		if (scalar != null) {
			return scalar;
		}
		if (mapping instanceof BasicPluralType<?, ?> plural) {
			return new BasicPluralForm(plural, of(plural.getElementType(), json));
		}
		if (mapping.getValueConverter() != null) {
			PlainForm relational = ScalarForms.of(mapping.getJdbcJavaType().getJavaTypeClass());
			return (relational != null) ? new Converted(mapping, relational) : new Unstorable(javaType);
		}
		if (mapping.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON) {
			return new FormatterForm<>(javaType, json);
		}
		return (isNamingClasses(javaType) || isLocator(javaType.getJavaTypeClass())) ? new Unstorable(javaType)
				: new TextForm<>(javaType);
	}

	/**
	 * What is stored is not trusted: neither a class nor a serialized object is read from
	 * it.
	 */
	private static boolean isNamingClasses(JavaType<?> javaType) {
		return javaType instanceof SerializableJavaType || javaType.getJavaTypeClass() == Class.class;
	}

	/**
	 * What a locator leads to would have to be read from the database.
	 */
	private static boolean isLocator(Class<?> javaClass) {
		return Blob.class.isAssignableFrom(javaClass) || Clob.class.isAssignableFrom(javaClass);
	}

	/**
	 * The form of values that a converter makes of others.
	 */
	private record Converted(JdbcMapping mapping, PlainForm relational) implements PlainForm {

		@Override
		public @Nullable Object write(@Nullable Object value) {
			try {
				return this.relational.write(this.mapping.convertToRelationalValue(value));
			}
			catch (UnstorableValueException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				throw new UnstorableValueException("The converter has failed", ex);
			}
		}

		@Override
		public @Nullable Object read(@Nullable Object plain) {
			try {
				return this.mapping.convertToDomainValue(this.relational.read(plain));
			}
			catch (UnstorableValueException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				throw new UnstorableValueException("The converter has failed", ex);
			}
		}

	}

	/**
	 * Stands for the form of values that have none, but {@code null}.
	 */
	private record Unstorable(JavaType<?> javaType) implements PlainForm {

		@Override
		public @Nullable Object write(@Nullable Object value) {
			return refuse(value);
		}

		@Override
		public @Nullable Object read(@Nullable Object plain) {
			return refuse(plain);
		}

		private @Nullable Object refuse(@Nullable Object value) {
			if (value == null) {
				return null;
			}
			throw new UnstorableValueException("A " + this.javaType.getTypeName() + " has no plain form");
		}

	}

}
