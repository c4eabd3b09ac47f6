package io.postsave.guide.reference;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.postsave.AfterCommit;

import org.springframework.context.event.EventListener;

/**
 * An annotation of the application's.
 */
@EventListener
@AfterCommit
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface OnceCommitted {

}
