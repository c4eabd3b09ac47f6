package io.postsave.library.values;

import java.net.InetAddress;
import java.net.URL;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Lob;
import org.hibernate.annotations.Nationalized;
import org.hibernate.type.YesNoConverter;
import org.jspecify.annotations.Nullable;

/**
 * What has a text: strings, names, addresses, truths.
 */
@Entity
public class Texts extends Numbered {

	public @Nullable String string;

	@Lob
	@Column(length = 100_000)
	public @Nullable String large;

	@Nationalized
	public @Nullable String national;

	public char primitiveChar;

	public @Nullable Character character;

	public boolean primitiveBoolean;

	public @Nullable Boolean wrappedBoolean;

	@Convert(converter = YesNoConverter.class)
	public @Nullable Boolean yesOrNo;

	public @Nullable UUID uuid;

	public @Nullable Locale locale;

	public @Nullable Currency currency;

	public @Nullable TimeZone timeZone;

	public @Nullable URL url;

	public @Nullable InetAddress address;

	@Enumerated(EnumType.STRING)
	public @Nullable Shade shade;

	@Enumerated(EnumType.ORDINAL)
	public @Nullable Shade shadeByNumber;

	@Convert(converter = Shade.ByLetter.class)
	public @Nullable Shade shadeByLetter;

}
