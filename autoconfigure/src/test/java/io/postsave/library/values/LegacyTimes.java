package io.postsave.library.values;

import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Date;

import jakarta.persistence.Entity;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times from before java.time.
 */
@Entity
@SuppressWarnings("deprecation")
public class LegacyTimes extends Numbered {

	public @Nullable Date date;

	@Temporal(TemporalType.DATE)
	public @Nullable Date dateAlone;

	@Temporal(TemporalType.TIME)
	public @Nullable Date timeAlone;

	public @Nullable Timestamp timestamp;

	public java.sql.@Nullable Date sqlDate;

	public @Nullable Time sqlTime;

	public @Nullable Calendar calendar;

	@Temporal(TemporalType.DATE)
	public @Nullable Calendar calendarDate;

}
