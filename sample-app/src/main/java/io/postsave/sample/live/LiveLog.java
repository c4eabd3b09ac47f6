package io.postsave.sample.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Remembers the last messages for all who watch. Each of them reads on from where it is,
 * as fast as it can: whoever is too slow finds a gap, and holds up nobody.
 */
@Component
class LiveLog {

	private static final int REMEMBERED = 200;

	private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

	private final Deque<Message> remembered = new ArrayDeque<>();

	private long last;

	/**
	 * Adds a message.
	 */
	synchronized void add(String name, Object data) {
		add(new Message(++this.last, name, data, false));
	}

	/**
	 * Adds a message that takes the place of the one before.
	 */
	synchronized void addPassing(String name, Object data) {
		this.remembered.removeIf(Message::passing);
		add(new Message(++this.last, name, data, true));
	}

	private void add(Message message) {
		this.remembered.addLast(message);
		if (this.remembered.size() > REMEMBERED) {
			this.remembered.removeFirst();
		}
		notifyAll();
	}

	/**
	 * Return what is remembered of the messages after one, and wait a while if there is
	 * none yet.
	 */
	synchronized List<Message> after(long sequence, Duration patience) throws InterruptedException {
		if (this.last <= sequence) {
			wait(patience.toMillis());
		}
		return this.remembered.stream().filter((message) -> message.sequence() > sequence).toList();
	}

	/**
	 * Return the place of the last message.
	 */
	synchronized long last() {
		return this.last;
	}

	/**
	 * Return the place of a message, 0 if it is none of this run: what was sent by an
	 * earlier one is no longer known.
	 */
	long find(String id) {
		try {
			return id.startsWith(this.run + "-") ? Long.parseLong(id.substring(this.run.length() + 1)) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/**
	 * Return the id under which a browser asks for what came after a message.
	 */
	String idOf(Message message) {
		return this.run + "-" + message.sequence();
	}

	/**
	 * Return the name of this run of the application.
	 */
	String run() {
		return this.run;
	}

}
