package io.postsave.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java as the compiler reads it, so that comments, indentation and line breaks do not
 * count. Three dots between blanks stand for anything that is left out, from one brace to
 * the one that belongs to it at most.
 *
 * @param tokens the tokens
 */
record JavaTokens(List<String> tokens) {

	private static final String LEFT_OUT = "\u2026";

	private static final Pattern TOKEN = Pattern.compile("""
			(?<comment>//[^\\n]*|/\\*.*?\\*/)\
			|(?<out>(?<=^|\\s)\\.\\.\\.(?=\\s|$))\
			|(?<token>""\".*?""\"|"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|[\\w$]+|\\S)""", Pattern.DOTALL);

	static JavaTokens of(String java) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(java);
		while (matcher.find()) {
			if (matcher.group("out") != null) {
				tokens.add(LEFT_OUT);
			}
			else if (matcher.group("token") != null) {
				tokens.add(matcher.group());
			}
		}
		return new JavaTokens(tokens);
	}

	/**
	 * Return whether these tokens are somewhere among those of a source.
	 */
	boolean isPartOf(JavaTokens source) {
		return longestPartOf(source) == this.tokens.size();
	}

	/**
	 * Return how many of these tokens, from the first, follow one another in a source.
	 */
	int longestPartOf(JavaTokens source) {
		int longest = 0;
		for (int start = 0; start < source.tokens.size() && longest < this.tokens.size(); start++) {
			longest = Math.max(longest, matched(0, source, start));
		}
		return longest;
	}

	private int matched(int index, JavaTokens source, int position) {
		int i = index;
		int at = position;
		while (i < this.tokens.size() && !this.tokens.get(i).equals(LEFT_OUT)) {
			if (at == source.tokens.size() || !source.tokens.get(at).equals(this.tokens.get(i))) {
				return i;
			}
			i++;
			at++;
		}
		return (i == this.tokens.size()) ? i : matchedBehindGap(i + 1, source, at);
	}

	private int matchedBehindGap(int index, JavaTokens source, int position) {
		int longest = index;
		int depth = 0;
		for (int at = position; at <= source.tokens.size() && depth >= 0; at++) {
			if (depth == 0) {
				longest = Math.max(longest, matched(index, source, at));
			}
			if (longest == this.tokens.size() || at == source.tokens.size()) {
				break;
			}
			depth += switch (source.tokens.get(at)) {
				case "{", "(" -> 1;
				case "}", ")" -> -1;
				default -> 0;
			};
		}
		return longest;
	}

	/**
	 * Return these tokens up to a number of them, for a message.
	 */
	String upTo(int count) {
		return String.join(" ", this.tokens.subList(Math.max(0, count - 12), Math.min(count + 1, this.tokens.size())));
	}

}
