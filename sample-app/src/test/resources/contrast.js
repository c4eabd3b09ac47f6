/*
 * Returns the visible texts whose contrast (WCAG 2.2, 1.4.3) is less than 4.5, with it.
 */
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/* Paints colours over one another, the lowest first, and returns what one sees. */
function paint(...colours) {
	canvas.clearRect(0, 0, 1, 1);
	for (const colour of colours) {
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
	}
	return [...canvas.getImageData(0, 0, 1, 1).data];
}

function luminance(rgb) {
	const [red, green, blue] = rgb.map((value) => value / 255)
		.map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
	const [dark, light] = [luminance(one), luminance(other)].sort((first, second) => first - second);
	return (light + 0.05) / (dark + 0.05);
}

/* The colours behind an element: of a gradient each. */
function backgrounds(element) {
	const layers = [];
	for (let behind = element; behind; behind = behind.parentElement) {
		const style = getComputedStyle(behind);
		layers.unshift(style.backgroundColor);
		const gradient = style.backgroundImage.match(/rgba?\([^)]*\)/g);
		if (gradient) {
			return gradient.map((colour) => [...backgrounds(behind.parentElement)[0], colour, ...layers]);
		}
	}
	return [layers];
}

const bad = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
	const element = walker.currentNode.parentElement;
	if (walker.currentNode.data.trim() && element.checkVisibility({ visibilityProperty: true })) {
		const { color, opacity } = getComputedStyle(element);
		for (const layers of backgrounds(element)) {
			const ratio = contrast(paint(...layers, color), paint(...layers));
			if (ratio < 4.5 || Number(opacity) < 1) {
				bad.push(`${element.tagName}.${element.className} "${walker.currentNode.data.trim()}": ${ratio.toFixed(2)}`);
			}
		}
	}
}
return bad;
