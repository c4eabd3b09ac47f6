package io.postsave.benchmark;

/**
 * A part of a page between two comments, which is written anew.
 *
 * @param name the name in the comments
 */
record MarkedSection(String name) {

	/**
	 * Return the page with other content in the section.
	 */
	String replace(String page, String content) {
		String begin = "<!-- " + this.name + " -->";
		String end = "<!-- end of " + this.name + " -->";
		int from = page.indexOf(begin) + begin.length();
		int to = page.indexOf(end);
		if (from < begin.length() || to < from) {
			throw new IllegalStateException("The page has no place between " + begin + " and " + end);
		}
		return page.substring(0, from) + "\n\n" + content.strip() + "\n\n" + page.substring(to);
	}

}
