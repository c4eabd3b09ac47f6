/**
 * The domain of a library, with entities of every shape: generated and composite
 * identifiers, inheritance, cascades, associations, raw and generic supertypes, and one
 * that can fail to be written in many ways.
 */
package io.postsave.library.catalog;
