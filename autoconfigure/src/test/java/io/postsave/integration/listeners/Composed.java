package io.postsave.integration.listeners;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;

/**
 * An annotation of the application's that listens to created entities.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EventListener(PostSaveEvent.Created.class)
@interface Composed {

}
