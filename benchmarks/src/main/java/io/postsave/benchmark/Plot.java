package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.postsave.benchmark.Figures.Load;
import org.jspecify.annotations.Nullable;

/**
 * Draws what was measured as bars.
 */
final class Plot {

	private static final List<Load> PANELS = List.of(new Load(Database.H2, "BatchSaves.create"),
			new Load(Database.H2, "SingleSaves.create"));

	private static final int LABELS = 300;

	private static final int PANEL = 270;

	private static final int ROW = 24;

	private static final int TOP = 66;

	/** Longer bars are cut off. */
	private static final double LONGEST = 2.0;

	private final Figures figures;

	private final StringBuilder svg = new StringBuilder();

	private Plot(Figures figures) {
		this.figures = figures;
	}

	static String draw(Figures figures) {
		return new Plot(figures).draw();
	}

	private String draw() {
		List<Variant> variants = measuredVariants();
		int width = LABELS + PANELS.size() * PANEL + 20;
		int height = TOP + variants.size() * ROW + 34;
		add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
				+ "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">", width, height, width, height);
		add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
		add("<text x=\"16\" y=\"24\" font-size=\"15\" font-weight=\"bold\">Time of a save, as a multiple of the same "
				+ "save told to nobody</text>");
		for (int i = 0; i < PANELS.size(); i++) {
			drawPanel(PANELS.get(i), LABELS + i * PANEL, variants);
		}
		for (int i = 0; i < variants.size(); i++) {
			Variant variant = variants.get(i);
			add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>", LABELS - 10, TOP + i * ROW + 16,
					variant.isPostSave() ? " font-weight=\"bold\"" : "", escape(variant.label()));
		}
		add("<text x=\"16\" y=\"%d\" fill=\"#666666\">Median of several JVMs; the thin line spans them all. Bars end at "
				+ "%.0f. H2 in memory, where a save costs next to nothing by itself.</text>", height - 10, LONGEST);
		add("</svg>");
		return this.svg.toString();
	}

	private List<Variant> measuredVariants() {
		List<Variant> variants = new ArrayList<>();
		for (Variant variant : Variant.values()) {
			if (variant != Variant.PLAIN
					&& PANELS.stream().anyMatch((load) -> this.figures.of(load, variant) != null)) {
				variants.add(variant);
			}
		}
		return variants;
	}

	private void drawPanel(Load load, int left, List<Variant> variants) {
		add("<text x=\"%d\" y=\"%d\" fill=\"#666666\">%s</text>", left, TOP - 12, load.label());
		for (int i = 0; i < variants.size(); i++) {
			Measured measured = this.figures.of(load, variants.get(i));
			if (measured != null) {
				drawBar(measured, left, TOP + i * ROW, variants.get(i).isPostSave() ? "#2f7d4f" : "#b0b7bf");
			}
		}
		add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#333333\"/>", left, TOP - 4, left,
				TOP + variants.size() * ROW);
	}

	private void drawBar(Measured measured, int left, int top, String colour) {
		double end = x(measured.ratio().median());
		double least = x(measured.ratio().least());
		double most = x(measured.ratio().most());
		add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", left, top + 4, Math.max(end, 0.5),
				ROW - 8, colour);
		add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#333333\"/>", left + least, top + ROW / 2,
				left + most, top + ROW / 2);
		add("<text x=\"%.1f\" y=\"%d\">%.2f</text>", left + Math.max(end, most) + 5, top + 16,
				measured.ratio().median());
	}

	private static double x(double ratio) {
		return Math.max(0, Math.min(ratio, LONGEST) - 1) * (PANEL - 50) / (LONGEST - 1);
	}

	private void add(String line, @Nullable Object... arguments) {
		this.svg.append(String.format(Locale.ROOT, line, arguments)).append('\n');
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
