/**
 * Another application, which hears of the shop's books by Kafka. In this sample it lives
 * in the shop's process, with the profile {@code kafka}.
 */
@NullMarked
package io.postsave.sample.catalogue;

import org.jspecify.annotations.NullMarked;
