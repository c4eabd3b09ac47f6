package io.postsave.hibernate;

import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.hibernate.type.descriptor.java.UrlJavaType;

/**
 * The forms of names and addresses.
 */
final class TextForms {

	/** The parts of version 4 are below 256, and version 6 has a colon at least. */
	private static final Pattern ADDRESS = Pattern
		.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(%.+)?");

	private TextForms() {
	}

	static List<ScalarForm<?>> all() {
		return List.of(ScalarForm.text(Locale.class, Locale::toLanguageTag, TextForms::locale),
				ScalarForm.text(Currency.class, Currency::getCurrencyCode, Currency::getInstance),
				ScalarForm.text(URI.class, URI::toString, URI::create),
				ScalarForm.text(URL.class, URL::toString, UrlJavaType.INSTANCE::fromString),
				ScalarForm.text(InetAddress.class, InetAddress::getHostAddress, TextForms::address));
	}

	/**
	 * The JDK leaves out what it does not understand.
	 */
	private static Locale locale(String tag) {
		Locale locale = Locale.forLanguageTag(tag);
		if (!locale.toLanguageTag().equals(tag)) {
			throw new IllegalArgumentException("No language tag");
		}
		return locale;
	}

	/**
	 * An address alone is read, no name that somebody would have to be asked for.
	 */
	private static InetAddress address(String text) {
		if (!ADDRESS.matcher(text).matches()) {
			throw new IllegalArgumentException("No address");
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
