package io.postsave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has an {@link org.springframework.context.event.EventListener @EventListener} method be
 * told of writes once they are committed, whatever {@code post-save.delivery} says: each
 * row once, with all that the transaction did with it. What the method saves is a
 * transaction of its own, and what it throws goes to the {@link PostSaveErrorHandler}.
 * Can be used as a meta-annotation.
 * <p>
 * The startup fails where the method hears no {@link PostWriteEvent}, is a
 * {@code @TransactionalEventListener}, or is {@link InTransaction @InTransaction} as
 * well.
 *
 * @since 0.1.0
 * @see InTransaction
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface AfterCommit {

}
