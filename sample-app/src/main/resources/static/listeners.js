/*
 * When listeners hear, as the running shop says, and what they do, as their source says.
 */
import { $, element, reach, say } from "./page.js";

const moments = { "in-transaction": "in the transaction", "after-commit": "after the commit" };

const REPOSITORY = "https://github.com/post-save/post-save/blob/main/sample-app/src/main/java";

const METHOD = /^([\w.]+[.$](\w+))\.(\w+)\(/;

let listeners = new Map();

function describe(listener) {
	const [, type, simpleName, method] = listener.method.match(METHOD);
	return [`${simpleName}.${method}`, { method, file: `${type.replaceAll(".", "/")}.java`,
		moment: moments[listener.delivery] ?? listener.delivery }];
}

/* Asks the shop, which may have been started anew with other settings. */
export async function refresh() {
	const postSave = await reach("actuator/postsave").then((response) => response.json());
	listeners = new Map(postSave.listeners.filter((listener) => METHOD.test(listener.method)).map(describe));
	$("delivery").textContent = moments[postSave.delivery];
	for (const caption of document.querySelectorAll("[data-listener]")) {
		caption.querySelector("span")?.remove();
		caption.append(element("span", {}, ` ${listeners.get(caption.dataset.listener)?.moment ?? ""}`));
	}
}

/* Returns a method with its annotations, as it is formatted in this repository. */
function linesOf(method, source) {
	const lines = source.split("\n");
	let start = lines.findIndex((line) => /^\t[^\s*@]/.test(line) && line.includes(` ${method}(`));
	const end = lines.indexOf("\t}", start);
	while (lines[start - 1].startsWith("\t@")) {
		start--;
	}
	return lines.slice(start, end + 1).map((line) => line.slice(1)).join("\n");
}

async function show(name) {
	try {
		const listener = listeners.get(name);
		const source = await reach(`source/${listener.file}`).then((response) => response.text());
		$("source-title").textContent = name;
		$("source-moment").textContent = `Told ${listener.moment}`;
		$("source-lines").textContent = linesOf(listener.method, source);
		$("source-file").href = `${REPOSITORY}/${listener.file}`;
		$("source").showModal();
	}
	catch (error) {
		say(error.message, error.kind);
	}
}

$("source").querySelector("button").addEventListener("click", () => $("source").close());

export const chip = (name) => element("li", {},
	element("button", { type: "button", class: "chip", "aria-haspopup": "dialog", onclick: () => show(name) }, name));
