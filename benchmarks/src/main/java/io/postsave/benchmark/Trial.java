package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What JMH measured in one JVM, for a save.
 *
 * @param benchmark what was done, by class and method
 * @param load the parameters in which trials differ beside the variant
 * @param variant how saves were told
 * @param fork which of the JVMs that did the same it was
 * @param times the time in each iteration
 * @param unit the unit of the time
 * @param bytes the bytes that were allocated, or, if it was the live heap that was
 * measured, those that it has grown by
 * @param live whether it was the live heap
 */
record Trial(String benchmark, String load, Variant variant, int fork, List<Double> times, String unit, double bytes,
		boolean live) {

	/**
	 * Reads the results of JMH.
	 */
	static List<Trial> read(Path file) throws IOException {
		List<Trial> trials = new ArrayList<>();
		for (JsonNode result : JsonMapper.shared().readTree(Files.readString(file))) {
			for (int fork = 0; fork < result.at("/primaryMetric/rawData").size(); fork++) {
				trials.add(of(result, fork));
			}
		}
		return trials;
	}

	private static Trial of(JsonNode result, int fork) {
		String name = result.get("benchmark").asString();
		double rows = result.at("/params/rows").asDouble(1);
		List<Double> times = iterations(result.get("primaryMetric"), fork).stream().map((time) -> time / rows).toList();
		boolean live = result.at("/secondaryMetrics").has("live");
		List<Double> bytes = iterations(result.at("/secondaryMetrics").get(live ? "live" : "gc.alloc.rate.norm"), fork);
		double perSave = result.at("/params").has("saves") ? kept(result, bytes) : Figure.of(bytes).median() / rows;
		return new Trial(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1), load(result),
				Variant.valueOf(result.at("/params/variant").asString()), fork, times,
				result.at("/primaryMetric/scoreUnit").asString().replace("/op", "").replace("us", "µs"), perSave, live);
	}

	private static String load(JsonNode result) {
		String threads = "threads=" + result.get("threads").asInt();
		return result.get("params")
			.properties()
			.stream()
			.filter((param) -> !param.getKey().equals("variant"))
			.map((param) -> param.getKey() + "=" + param.getValue().asString() + ", ")
			.collect(Collectors.joining("", "", threads));
	}

	private static List<Double> iterations(JsonNode metric, int fork) {
		return StreamSupport.stream(metric.get("rawData").get(fork).spliterator(), false)
			.map(JsonNode::asDouble)
			.toList();
	}

	/**
	 * Return the bytes that were added to the heap for each save: by how much the least
	 * that it held has grown from the first half of the iterations to the second. The
	 * database keeps now more, now less.
	 */
	private static double kept(JsonNode result, List<Double> heap) {
		int half = heap.size() / 2;
		double grown = Collections.min(heap.subList(half, heap.size())) - Collections.min(heap.subList(0, half));
		return grown / half / result.get("measurementBatchSize").asInt() / result.at("/params/saves").asInt();
	}

	/**
	 * Whether another trial did the same, took turns with this one, and told nobody.
	 */
	boolean isComparedWith(Trial other) {
		return other.variant == this.variant.base() && other.benchmark.equals(this.benchmark)
				&& other.load.equals(this.load) && other.fork == this.fork;
	}

	/**
	 * Return the time in the fastest iteration: whatever else runs on a machine can only
	 * make one slower.
	 */
	double time() {
		return Collections.min(this.times);
	}

}
