package io.postsave.hibernate;

/**
 * What an attribute of an entity is there for.
 */
enum AttributeRole {

	/**
	 * Holds what may change.
	 */
	CHANGEABLE("an attribute", ""),

	/**
	 * Names the row, alone or with others.
	 */
	IDENTIFIER("the identifier or a part of it",
			"Identifiers never change and are not among the changes of a created entity either: the event's "
					+ "getId() returns what was written."),

	/**
	 * Counts the row's updates.
	 */
	VERSION("the version",
			"Versions go with every write of the row and are never among the changes: ask for the attributes "
					+ "that matter."),

	/**
	 * Mirrors rows of other entities.
	 */
	INVERSE_COLLECTION("an inverse collection",
			"Inverse collections (mappedBy) are stored in the rows of the entities that they hold and never "
					+ "change the row of their own: listen to the saves of those entities.");

	private final String noun;

	private final String advice;

	AttributeRole(String noun, String advice) {
		this.noun = noun;
		this.advice = advice;
	}

	/**
	 * Return sentences that say why an attribute of this role is never among the changes,
	 * and what to do instead.
	 */
	String refusal(String name, String place) {
		return "'" + name + "' is " + this.noun + " of " + place + ". " + this.advice;
	}

}
