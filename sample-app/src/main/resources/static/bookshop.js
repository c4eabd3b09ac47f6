/*
 * The page of the bookshop. What others have typed in is only ever set as text.
 */
const SHOWN_EVENTS = 60;
const SHOWN_ROWS = 8;

const $ = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");
const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/* Makes an element: attributes that are no strings are properties. */
function element(name, attributes = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === "string") {
			made.setAttribute(key, value);
		}
		else {
			made[key] = value;
		}
	}
	made.append(...children.filter((child) => child !== null));
	return made;
}

/* Talking to the shop */

async function call(method, path, body) {
	const headers = { "X-User": $("user").value };
	if (body && !(body instanceof FormData)) {
		headers["Content-Type"] = "application/json";
		body = JSON.stringify(body);
	}
	const response = await fetch(path, { method, headers, body });
	const answer = response.status === 204 ? null : await response.json().catch(() => null);
	if (!response.ok) {
		throw new Error(answer?.detail ?? answer?.title ?? `The shop answered ${response.status}.`);
	}
	return answer;
}

const save = (method, path, body) => call(method, $("fail").checked ? `${path}?fail=true` : path, body);

function say(text, good = false) {
	const message = $("message");
	message.textContent = text;
	message.className = good ? "good" : "";
	message.hidden = !text;
}

/* Runs what a form or a button does, once at a time, and shows what goes wrong. */
async function during(buttons, work) {
	say("");
	buttons.forEach((button) => button.disabled = true);
	try {
		await work();
		return true;
	}
	catch (error) {
		say(error.message);
		return false;
	}
	finally {
		buttons.forEach((button) => button.disabled = false);
	}
}

/* Forms */

const bookForm = $("book-form");
const readerForm = $("reader-form");
const importForm = $("import-form");

const valuesOf = (form) => Object.fromEntries(new FormData(form));
const bookOf = (form) => {
	const book = valuesOf(form);
	return { ...book, genres: book.genres.split(",") };
};
const buttonsOf = (form) => [...form.querySelectorAll("button")];

function onSubmit(form, work) {
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const missing = [...form.elements].find((field) => field.required && !field.value.trim());
		for (const field of form.querySelectorAll("input")) {
			field.toggleAttribute("aria-invalid", false);
		}
		if (missing) {
			missing.setAttribute("aria-invalid", "true");
			missing.focus();
			say(`Please fill in: ${missing.name}.`);
			return;
		}
		await during(buttonsOf(form), work);
	});
}

let edited = null;

function edit(book) {
	edited = book;
	bookForm.reset();
	if (book) {
		for (const name of ["title", "author", "isbn"]) {
			bookForm.elements[name].value = book[name] ?? "";
		}
		bookForm.elements.genres.value = book.genres.join(", ");
		bookForm.elements.title.focus();
	}
	$("book-title").textContent = book ? `Edit book #${book.id}` : "Add a book";
	bookForm.querySelector("[type=submit]").textContent = book ? "Save book" : "Add book";
	$("book-cancel").hidden = !book;
}

onSubmit(bookForm, async () => {
	if (edited) {
		await save("PUT", `/api/books/${edited.id}`, bookOf(bookForm));
	}
	else {
		await save("POST", "/api/books", bookOf(bookForm));
	}
	edit(null);
	bookForm.elements.title.focus();
});

$("book-cancel").addEventListener("click", () => edit(null));

onSubmit(readerForm, async () => {
	await save("POST", "/api/readers", valuesOf(readerForm));
	readerForm.reset();
	readerForm.elements.name.focus();
});

/* Import */

function showProgress({ done, total, eventsPerSecond }) {
	$("import-state").hidden = false;
	$("import-bar").max = Math.max(1, total);
	$("import-bar").value = done;
	$("import-text").textContent =
		`${number.format(done)} of ${number.format(total)} · ${number.format(eventsPerSecond)} events per second`;
}

async function importBooks(file) {
	const form = new FormData();
	form.append("file", file, "books.csv");
	$("import-bar").value = 0;
	$("import-text").textContent = "sending…";
	$("import-state").hidden = false;
	try {
		const result = await save("POST", "/api/books/import", form);
		showProgress(result);
		say(`${number.format(result.done)} books were imported.`, true);
	}
	catch (error) {
		$("import-text").textContent = "Nothing was imported.";
		$("import-bar").value = 0;
		throw error;
	}
}

onSubmit(importForm, async () => {
	await importBooks(importForm.elements.file.files[0]);
	importForm.reset();
});

$("import-many").addEventListener("click", () => during(buttonsOf(importForm), () => {
	const authors = ["Ada Lovelace", "Alan Turing", "Barbara Liskov", "Donald Knuth", "Edsger Dijkstra",
		"Frances Allen", "Grace Hopper", "Leslie Lamport", "Margaret Hamilton", "Tony Hoare"];
	const lines = Array.from({ length: 10000 }, (_, index) =>
		`"Collected Notes, volume ${index + 1}",${authors[(index * index + index) % 17 % authors.length]}`);
	return importBooks(new Blob(["title,author\n", lines.join("\n")], { type: "text/csv" }));
}));

/* Panels */

function fill(list, rows) {
	list.replaceChildren(...rows);
}

function bookRow(book) {
	const details = [`#${book.id}`, book.author, book.isbn && `ISBN ${book.isbn}`, ...book.genres].filter(Boolean).join(" · ");
	return element("li", {},
		element("div", { class: "grow" }, book.title, element("span", { class: "quiet" }, details)),
		element("button", { class: "small", type: "button", "aria-label": `Edit ${book.title}`,
			onclick: () => edit(book) }, "Edit"),
		element("button", { class: "small", type: "button", "aria-label": `Delete ${book.title}`,
			onclick: (click) => during([click.target], async () => {
				await save("DELETE", `/api/books/${book.id}`);
				if (edited?.id === book.id) {
					edit(null);
				}
			}) }, "Delete"));
}

const panels = {
	async books() {
		const books = await call("GET", `/api/books?limit=${SHOWN_ROWS}`);
		const focused = document.activeElement?.getAttribute("aria-label");
		fill($("books"), books.map(bookRow));
		if (focused && document.activeElement === document.body) {
			[...$("books").querySelectorAll("button")]
				.find((button) => button.getAttribute("aria-label") === focused)?.focus();
		}
	},
	async summary() {
		const { books: total, authors } = await call("GET", "/api/summary");
		$("books-count").textContent = total > SHOWN_ROWS ? `newest ${SHOWN_ROWS} of ${number.format(total)}` : "";
		fill($("summary"), authors.map((author) => {
			const row = element("li", {},
				element("span", {}, author.author ?? "author not known"),
				element("span", { class: "number" }, number.format(author.books)));
			row.style.setProperty("--share", `${100 * author.books / authors[0].books}%`);
			return row;
		}));
	},
	async profiles() {
		const profiles = await call("GET", `/api/profiles?limit=${SHOWN_ROWS}`);
		fill($("profiles"), profiles.map((profile) => element("li", {},
			element("div", { class: "grow" }, profile.reader.name,
				element("span", { class: "quiet" }, profile.reader.email)),
			element("span", { class: "quiet" }, `shelf: ${profile.shelf}`))));
	},
	async inbox() {
		let letters = [];
		try {
			letters = await call("GET", "/api/mail");
		}
		catch (error) {
			$("inbox-empty").textContent = error.message;
		}
		const open = new Set([...$("inbox").querySelectorAll("details[open]")].map((letter) => letter.dataset.key));
		fill($("inbox"), letters.slice(0, SHOWN_ROWS).map((letter) => element("li", {},
			element("details", { "data-key": letter.to, open: open.has(letter.to) },
				element("summary", {}, letter.subject, element("span", { class: "quiet" }, `to ${letter.to}`)),
				element("p", { class: "letter" }, letter.text)))));
	},
	async audit() {
		const entries = await call("GET", `/api/audit?limit=${SHOWN_ROWS}`);
		fill($("audit"), entries.map((entry) => element("li", {},
			element("div", { class: "grow" },
				element("span", { class: "attribute" }, entry.attribute), " ", ...change(entry),
				element("span", { class: "quiet" },
					`${entry.entityType} #${entry.entityId} ${entry.kind.toLowerCase()} · ${entry.who} · ${time.format(new Date(entry.at))}`)))));
	},
};

/* Panels update when there is news, but not more often than they can be read. */
let refresh = null;

function refreshSoon() {
	refresh ??= setTimeout(async () => {
		await Promise.allSettled(Object.values(panels).map((panel) => panel()));
		refresh = null;
		if (stale) {
			stale = false;
			refreshSoon();
		}
	}, 150);
}

let stale = false;

function news() {
	stale = refresh !== null;
	refreshSoon();
}

/* Live events */

function change({ oldValue, newValue }) {
	const now = newValue === null ? element("ins", {}, "(none)") : element("ins", {}, newValue);
	return oldValue === null ? [now] : [element("del", {}, oldValue), " → ", now];
}

const moments = { "in-transaction": "in transaction", "after-commit": "after commit" };

function heard(listeners, moment, rolledBack) {
	const names = listeners.filter((hearing) => hearing.moment === moment).map((hearing) => hearing.listener);
	if (!names.length && !(rolledBack && moment === "after-commit")) {
		return null;
	}
	return element("div", { class: "heard" },
		element("span", { class: "moment" }, moments[moment]),
		element("ul", { "aria-label": `Heard ${moments[moment]}` },
			...(names.length ? names : ["nobody"]).map((name) => element("li", {}, name))));
}

const badges = { created: "+ created", updated: "✎ updated", deleted: "− deleted", rollback: "✕ rolled back" };

function kindOf(name, written) {
	return name === "rollback" ? name : written.kind.toLowerCase();
}

function eventRow(name, written) {
	const kind = kindOf(name, written);
	const rolledBack = kind === "rollback";
	return element("li", { class: kind },
		element("div", { class: "what" },
			element("span", { class: "badge" }, badges[kind]),
			element("strong", {}, `${written.entityType} #${written.id}`),
			element("time", { class: "quiet", datetime: written.at }, time.format(new Date(written.at)))),
		element("dl", { class: "changes" }, ...Object.entries(written.changes).flatMap(([attribute, values]) =>
			[element("dt", {}, attribute), element("dd", {}, ...change(values))])),
		heard(written.listeners, "in-transaction", rolledBack),
		heard(written.listeners, "after-commit", rolledBack));
}

/* Many events may arrive at once: they are drawn together. */
let arrived = [];
let count = 0;

function draw() {
	const [name, newest] = arrived.at(-1);
	$("latest").textContent = `${badges[kindOf(name, newest)]}: ${newest.entityType} #${newest.id}`;
	const rows = arrived.slice(-SHOWN_EVENTS).reverse().map(([name, written]) => eventRow(name, written));
	arrived = [];
	const events = $("events");
	events.prepend(...rows);
	while (events.children.length > SHOWN_EVENTS) {
		events.lastElementChild.remove();
	}
	$("live-count").textContent = `${number.format(count)} ${count === 1 ? "event" : "events"}`;
	news();
}

const source = new EventSource("/api/events?after=0");

for (const name of ["save", "delete", "rollback"]) {
	source.addEventListener(name, (event) => {
		count++;
		if (arrived.push([name, JSON.parse(event.data)]) === 1) {
			setTimeout(draw, 50);
		}
		else if (arrived.length > 2 * SHOWN_EVENTS) {
			arrived.splice(1, SHOWN_EVENTS);
		}
	});
}

source.addEventListener("import", (event) => showProgress(JSON.parse(event.data)));
source.addEventListener("open", () => {
	$("connection").textContent = "live";
	$("connection").classList.add("connected");
	news();
});
source.addEventListener("error", () => {
	$("connection").textContent = "connection lost, trying again…";
	$("connection").classList.remove("connected");
});
