package io.postsave.hibernate;

import java.util.List;

/**
 * A persistence unit as somebody reads it who wants to know whether its saves are told.
 *
 * @param name the name of the unit
 * @param joined whether it is joined
 * @param how how it was joined, or why it is not
 * @param told the entity classes that may be told
 * @param untold the entity classes that are not, as they have no entity listener of
 * post-save
 */
public record UnitDescription(String name, boolean joined, String how, List<Class<?>> told, List<Class<?>> untold) {
}
