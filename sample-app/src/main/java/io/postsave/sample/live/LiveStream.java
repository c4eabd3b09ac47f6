package io.postsave.sample.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends server-sent events to each who watches, from a thread of its own: nobody who
 * saves, and nobody else who watches, waits for a slow one. A heartbeat finds out who is
 * gone.
 */
@Component
class LiveStream {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final LiveLog log;

	private final ExecutorService threads;

	LiveStream(LiveLog log) {
		this.log = log;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("live-");
		threads.setDaemon(true);
		this.threads = Executors.newCachedThreadPool(threads);
	}

	/**
	 * Adds a watcher.
	 * @param lastId the id of the last message that it has seen, {@code null} if it wants
	 * new ones only
	 */
	SseEmitter watch(@Nullable String lastId) {
		SseEmitter watcher = new SseEmitter(0L);
		long start = this.log.last();
		long seen = (lastId != null) ? Math.min(this.log.find(lastId), start) : start;
		try {
			this.threads.execute(() -> sendAll(watcher, seen, start));
		}
		catch (RejectedExecutionException ex) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "The bookshop is about to close", ex);
		}
		return watcher;
	}

	private void sendAll(SseEmitter watcher, long seen, long start) {
		try {
			watcher.send(SseEmitter.event().name("hello").data(Map.of("run", this.log.run(), "last", start)));
			for (long last = seen;;) {
				List<Message> messages = this.log.after(last, HEARTBEAT);
				if (messages.isEmpty()) {
					watcher.send(SseEmitter.event().comment("still here"));
				}
				for (Message message : messages) {
					if (!message.passing() || message.sequence() > start) {
						watcher.send(SseEmitter.event()
							.id(this.log.idOf(message))
							.name(message.name())
							.data(message.data()));
					}
					last = message.sequence();
				}
			}
		}
		catch (InterruptedException ex) {
			watcher.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The watcher is gone, and whoever notices it first ends the request.
		}
	}

	/**
	 * Lets the watchers go, so that the server need not wait for them.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.threads.shutdownNow();
	}

}
