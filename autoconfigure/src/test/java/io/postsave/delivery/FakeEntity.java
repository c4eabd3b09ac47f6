package io.postsave.delivery;

/**
 * An entity that nobody maps.
 */
abstract class FakeEntity {

	private final long id;

	FakeEntity(long id) {
		this.id = id;
	}

	long id() {
		return this.id;
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + " " + this.id;
	}

	static class Book extends FakeEntity {

		Book(long id) {
			super(id);
		}

	}

	static class Author extends FakeEntity {

		Author(long id) {
			super(id);
		}

	}

}
