package io.postsave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has an {@link org.springframework.context.event.EventListener @EventListener} method be
 * told of writes in their transaction, whatever {@code post-save.delivery} says: when the
 * flush that wrote the rows has ended. What the method saves is committed with the rest,
 * and what it throws rolls back and reaches the caller. Can be used as a meta-annotation.
 * <p>
 * The startup fails where the method hears no {@link PostWriteEvent}, is a
 * {@code @TransactionalEventListener}, or is {@link AfterCommit @AfterCommit} as well.
 *
 * @since 0.1.0
 * @see AfterCommit
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface InTransaction {

}
