/**
 * Entities of every shape: generated and composite identifiers, inheritance, cascades,
 * associations.
 */
package io.postsave.library.catalog;
