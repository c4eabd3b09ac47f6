package io.postsave.sample;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;

/**
 * Text that one can see and that is in one line. Characters that show nothing, such as
 * direction marks and joiners, may be in it, but not alone. What is empty is not its
 * business.
 */
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*", message = "must not contain control characters")
@Pattern(regexp = "\\s*|.*[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}\\p{M}\\u115F\\u1160\\u2800\\u3164\\uFFA0].*",
		flags = Pattern.Flag.DOTALL, message = "must contain something that can be seen")
@Constraint(validatedBy = {})
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleText {

	/**
	 * Not used: the message says which of the two is wrong.
	 */
	String message() default "";

	/**
	 * The validation groups.
	 */
	Class<?>[] groups() default {};

	/**
	 * The payload.
	 */
	Class<? extends Payload>[] payload() default {};

}
