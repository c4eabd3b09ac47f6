package io.postsave.integration.support;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the caller saves in one transaction: so many entities whose texts become
 * {@code new 0}, {@code new 1} and so on.
 *
 * @param kind the kind of the entities
 * @param created whether they are created, rather than updated
 * @param count how many there are
 * @param moment when they are saved
 */
public record Saves(Kind kind, boolean created, int count, Moment moment) {

	public static final int MANY = 50;

	public static Stream<Saves> all() {
		return Stream.concat(Stream.of(Moment.COMMIT, Moment.FLUSH, Moment.QUERY)
			.flatMap((moment) -> Stream.concat(of(1, moment), of(MANY, moment))), beforeTheCommit());
	}

	private static Stream<Saves> beforeTheCommit() {
		return EnumSet.range(Moment.BEFORE_COMMIT, Moment.BEFORE_COMPLETION_FLUSHED)
			.stream()
			.flatMap((moment) -> of(2, moment));
	}

	/**
	 * Saves that are flushed while the caller still goes on.
	 */
	public static Stream<Saves> flushed() {
		return of(MANY, Moment.FLUSH);
	}

	/**
	 * Saves that a query has to flush, since nothing else has written them.
	 */
	public static Stream<Saves> flushedByQuery() {
		return of(MANY, Moment.QUERY).filter((saves) -> saves.kind() == Kind.BOOK || !saves.created());
	}

	private static Stream<Saves> of(int count, Moment moment) {
		return Arrays.stream(Kind.values())
			.flatMap((kind) -> Stream.of(true, false).map((created) -> new Saves(kind, created, count, moment)));
	}

	/**
	 * What a listener hears of the saves themselves.
	 */
	public List<String> told() {
		return numbered((this.created ? "+" : "~") + this.kind.typeName() + " new ");
	}

	/**
	 * A line for each of the saves.
	 */
	public List<String> numbered(String prefix) {
		return IntStream.range(0, this.count).mapToObj((i) -> prefix + i).toList();
	}

	@Override
	public String toString() {
		return this.count + " " + this.kind + (this.created ? " created, " : " updated, ") + this.moment;
	}

}
