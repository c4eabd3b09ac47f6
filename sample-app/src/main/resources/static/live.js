/*
 * The live events. A hidden page closes its stream, of which a browser has but six, and
 * goes on where it was when it is shown again.
 */
import { chip, refresh } from "./listeners.js";
import { $, change, element, number, reached, time } from "./page.js";

const SHOWN_EVENTS = 60;
const FADING_EVENTS = 3;
const RECONNECT_AFTER = 1000;

const badges = { created: "+ created", updated: "✎ updated", deleted: "− deleted", rollback: "✕ rolled back" };

function kindOf(name, written) {
	return name === "rollback" ? name : written.kind.toLowerCase();
}

function heard(listeners, moment, rolledBack) {
	const names = listeners.filter((hearing) => hearing.moment === moment).map((hearing) => hearing.listener);
	if (!names.length && !(rolledBack && moment === "after-commit")) {
		return null;
	}
	const words = moment.replace("-", " ");
	return element("div", { class: "heard" },
		element("span", { class: "moment" }, words),
		element("ul", { "aria-label": `Heard ${words}` },
			...(names.length ? names.map(chip) : [element("li", { class: "moment" }, "nobody")])));
}

/* What durable listeners have done since, by entity: they may be first to tell. */
const heardLater = new Map();

const keyOf = ({ entityType, id }) => `${entityType} #${id}`;

function addLater(row, key) {
	row.querySelector(".later")?.remove();
	const later = heard([...heardLater.get(key) ?? []].map((listener) => ({ listener, moment: "durable" })), "durable");
	if (later) {
		later.classList.add("later");
		row.append(later);
	}
	return row;
}

function hearLater({ data }) {
	const { entityType, id, hearing } = JSON.parse(data);
	const key = keyOf({ entityType, id });
	heardLater.set(key, (heardLater.get(key) ?? new Set()).add(hearing.listener));
	const row = [...$("events").children].find((other) => other.dataset.entity === key && other.matches(".created"));
	if (row) {
		addLater(row, key);
	}
}

function eventRow([name, written], fades) {
	const row = rowOf([name, written], fades);
	row.dataset.entity = keyOf(written);
	return row.matches(".created") ? addLater(row, keyOf(written)) : row;
}

function rowOf([name, written], fades) {
	const kind = kindOf(name, written);
	const rolledBack = kind === "rollback";
	return element("li", { class: fades ? `${kind} fades` : kind },
		element("div", { class: "what" },
			element("span", { class: "badge" }, badges[kind]),
			element("strong", {}, keyOf(written)),
			element("time", { class: "quiet", datetime: written.at }, time.format(new Date(written.at)))),
		element("dl", { class: "changes" }, ...Object.entries(written.changes).flatMap(([attribute, values]) =>
			[element("dt", {}, attribute), element("dd", {}, ...change(values))])),
		heard(written.listeners, "in-transaction", rolledBack),
		heard(written.listeners, "after-commit", rolledBack));
}

/* Tells of the newest event those who do not see it. */
function announce([name, written]) {
	const text = `${badges[kindOf(name, written)]}: ${written.entityType} #${written.id}`;
	const { top, bottom } = $("events").getBoundingClientRect();
	$("announcement").textContent = text;
	$("latest").querySelector("a").textContent = text;
	$("latest").hidden = bottom > 0 && top < innerHeight;
}

$("latest").addEventListener("click", () => $("latest").hidden = true);

/* Many events may arrive at once: they are drawn together. */
let arrived = [];
let isNews = false;
let count = 0;

function draw(onNews) {
	const fades = isNews && arrived.length <= FADING_EVENTS;
	if (isNews) {
		announce(arrived.at(-1));
	}
	$("events").prepend(...arrived.slice(-SHOWN_EVENTS).reverse().map((event) => eventRow(event, fades)));
	arrived = [];
	isNews = false;
	while ($("events").children.length > SHOWN_EVENTS) {
		$("events").lastElementChild.remove();
	}
	$("live-count").textContent = `${number.format(count)} ${count === 1 ? "event" : "events"} since the shop opened`;
	onNews();
}

export function watch(onNews, onImport) {
	let source = null;
	let run = "";
	let lastId = "0";
	let lastBefore = 0;

	const handlers = {
		open() {
			$("connection").textContent = "live";
			$("connection").classList.add("connected");
			reached();
			onNews();
		},
		error() {
			$("connection").textContent = "connection lost, trying again…";
			$("connection").classList.remove("connected");
			disconnect();
			setTimeout(connect, RECONNECT_AFTER);
		},
		hello({ data }) {
			const hello = JSON.parse(data);
			if (hello.run !== run) {
				$("events").replaceChildren();
				heardLater.clear();
				count = 0;
				refresh();
			}
			run = hello.run;
			lastBefore = hello.last;
		},
		heard(message) {
			lastId = message.lastEventId;
			hearLater(message);
			onNews();
		},
		import({ data, lastEventId }) {
			lastId = lastEventId;
			onImport(JSON.parse(data));
		},
	};
	for (const name of ["save", "delete", "rollback"]) {
		handlers[name] = ({ data, lastEventId }) => {
			const written = JSON.parse(data);
			lastId = lastEventId;
			count = Math.max(count, written.number);
			isNews ||= Number(lastId.split("-")[1]) > lastBefore;
			if (arrived.push([name, written]) === 1) {
				setTimeout(() => draw(onNews), 50);
			}
			else if (arrived.length > 2 * SHOWN_EVENTS) {
				arrived.splice(0, SHOWN_EVENTS);
			}
		};
	}

	function connect() {
		if (!source && !document.hidden) {
			source = new EventSource(`api/events?after=${lastId}`);
			Object.entries(handlers).forEach(([name, handler]) => source.addEventListener(name, handler));
		}
	}

	function disconnect() {
		source?.close();
		source = null;
	}

	document.addEventListener("visibilitychange", () => document.hidden ? disconnect() : connect());
	connect();
}
