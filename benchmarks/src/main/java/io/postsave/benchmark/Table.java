package io.postsave.benchmark;

import java.util.List;

/**
 * A table in Markdown.
 */
final class Table {

	private final StringBuilder markdown = new StringBuilder();

	Table(List<String> header) {
		row(header);
		this.markdown.append('|').append("---|".repeat(header.size())).append('\n');
	}

	/**
	 * Adds a row.
	 */
	void row(List<String> cells) {
		this.markdown.append('|');
		cells.forEach((cell) -> this.markdown.append(cell.isEmpty() ? "" : " ").append(cell).append(" |"));
		this.markdown.append('\n');
	}

	@Override
	public String toString() {
		return this.markdown.toString();
	}

}
