package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What JMH measured in one JVM.
 *
 * @param database where saves went to
 * @param benchmark what was done, by class and method
 * @param variant how saves were told
 * @param times the time of a save in each iteration, in microseconds
 * @param bytes the bytes allocated for a save
 */
record Sample(Database database, String benchmark, Variant variant, List<Double> times, double bytes) implements Timed {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	/**
	 * Reads the results of JMH.
	 */
	static List<Sample> read(Path file) throws IOException {
		List<Sample> samples = new ArrayList<>();
		JsonMapper.shared().readTree(Files.readString(file)).forEach((result) -> samples.add(of(result)));
		return samples;
	}

	private static Sample of(JsonNode result) {
		JsonNode params = result.get("params");
		String name = result.get("benchmark").asString();
		return new Sample(Database.valueOf(params.get("database").asString()),
				name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
				Variant.valueOf(params.get("variant").asString()), iterations(result.get("primaryMetric")),
				Figure.median(iterations(result.get("secondaryMetrics").get(ALLOCATED))));
	}

	private static List<Double> iterations(JsonNode metric) {
		List<Double> values = new ArrayList<>();
		metric.get("rawData").forEach((fork) -> fork.forEach((value) -> values.add(value.asDouble())));
		return values;
	}

}
