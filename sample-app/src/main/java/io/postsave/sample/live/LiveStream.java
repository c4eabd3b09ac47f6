package io.postsave.sample.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends server-sent events to all who watch, from a thread of its own: nobody who saves
 * waits for a slow watcher.
 */
@Component
class LiveStream {

	private static final int REMEMBERED = 50;

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "live");
		thread.setDaemon(true);
		return thread;
	});

	private final List<SseEmitter> watchers = new ArrayList<>();

	private final Deque<Message> remembered = new ArrayDeque<>();

	private long lastId;

	/**
	 * Adds a watcher.
	 * @param after the id of the message after which it wants all that are remembered;
	 * {@link Long#MAX_VALUE} for new ones only
	 */
	SseEmitter watch(long after) {
		SseEmitter watcher = new SseEmitter(0L);
		execute(() -> {
			this.watchers.add(watcher);
			send(watcher, new Message(this.lastId, "hello", "hello"));
			List.copyOf(this.remembered)
				.stream()
				.filter((message) -> message.id() > after)
				.forEach((message) -> send(watcher, message));
		});
		return watcher;
	}

	/**
	 * Sends a message that those who come later want to see too.
	 */
	void send(String name, Object data) {
		execute(() -> {
			Message message = new Message(++this.lastId, name, data);
			this.remembered.addLast(message);
			if (this.remembered.size() > REMEMBERED) {
				this.remembered.removeFirst();
			}
			List.copyOf(this.watchers).forEach((watcher) -> send(watcher, message));
		});
	}

	/**
	 * Sends a message that is soon of no interest.
	 */
	void sendPassing(String name, Object data) {
		execute(() -> {
			Message message = new Message(this.lastId, name, data);
			List.copyOf(this.watchers).forEach((watcher) -> send(watcher, message));
		});
	}

	/**
	 * Lets the watchers go, so that the server need not wait for them.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		execute(() -> this.watchers.forEach(SseEmitter::complete));
		this.thread.shutdown();
	}

	private void send(SseEmitter watcher, Message message) {
		try {
			watcher.send(SseEmitter.event().id(String.valueOf(message.id())).name(message.name()).data(message.data()));
		}
		catch (IOException | IllegalStateException ex) {
			this.watchers.remove(watcher);
		}
	}

	private void execute(Runnable task) {
		try {
			this.thread.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// The application ends, and nobody watches any more.
		}
	}

	/**
	 * A message as it is sent.
	 *
	 * @param id its number
	 * @param name what it is
	 * @param data what it says
	 */
	private record Message(long id, String name, Object data) {
	}

}
