package io.postsave.guide.coming;

/**
 * What has a text that can be changed.
 */
interface Text {

	String getText();

	void setText(String text);

}
