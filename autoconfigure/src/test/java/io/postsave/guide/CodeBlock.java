package io.postsave.guide;

/**
 * A fenced block of a page.
 *
 * @param page the page's name
 * @param line the line of its opening fence
 * @param language what it is written in, empty for output
 * @param text its lines
 */
record CodeBlock(String page, int line, String language, String text) {

	@Override
	public String toString() {
		return "%s:%d: %s".formatted(this.page, this.line, this.language);
	}

}
