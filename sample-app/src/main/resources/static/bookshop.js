/*
 * The page of the bookshop: its forms, and the panels that show what the shop has.
 */
import { watch } from "./live.js";
import { $, call, change, element, isolated, number, save, say, time } from "./page.js";

const SHOWN_ROWS = 8;
const CHANGED_MEANWHILE = "urn:bookshop:changed-meanwhile";

/* On a phone one sees what happens before the forms, and comes by it first. */
const phone = matchMedia("(max-width: 46rem)");
const arrange = () => phone.matches ? $("forms").before($("stage")) : $("forms").after($("stage"));
phone.addEventListener("change", arrange);
arrange();

/* Forms */

const bookForm = $("book-form");
const readerForm = $("reader-form");
const importForm = $("import-form");

const valuesOf = (form) => Object.fromEntries(new FormData(form));
const buttonsOf = (form) => [...form.querySelectorAll("button")];

/* Runs what a form or a button does, once at a time, and shows what goes wrong. */
async function during(buttons, work, form) {
	say("");
	buttons.forEach((button) => button.disabled = true);
	try {
		await work();
	}
	catch (error) {
		if (!form || !showProblems(form, error.errors ?? {})) {
			say(error.message, error.kind);
		}
	}
	finally {
		buttons.forEach((button) => button.disabled = false);
	}
}

/* Shows what is wrong with fields, and returns whether there was any. */
function showProblems(form, problems) {
	form.querySelectorAll(".problem").forEach((problem) => problem.remove());
	for (const field of form.querySelectorAll("input")) {
		field.removeAttribute("aria-invalid");
		field.removeAttribute("aria-describedby");
		const problem = problems[field.name];
		if (problem) {
			const label = field.labels[0];
			const id = `${form.id}-${field.name}-problem`;
			const text = /^[a-z]/.test(problem) ? `${label.firstChild.textContent.trim()} ${problem}.` : problem;
			field.setAttribute("aria-invalid", "true");
			field.setAttribute("aria-describedby", id);
			label.after(element("p", { class: "problem", id }, text));
		}
	}
	const first = form.querySelector("[aria-invalid]");
	first?.focus();
	return first !== null;
}

function onSubmit(form, work) {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const missing = [...form.elements].filter((field) => field.required && !field.value.trim());
		say("");
		if (!showProblems(form, Object.fromEntries(missing.map((field) => [field.name, field.dataset.missing])))) {
			during(buttonsOf(form), work, form);
		}
	});
}

/* Adding and editing books */

let edited = null;

function bookOf(form) {
	const book = valuesOf(form);
	return { ...book, genres: book.genres.split(",") };
}

function editing(book) {
	edited = book;
	$("conflict").hidden = true;
	$("book-title").textContent = book ? `Edit book #${book.id}` : "Add a book";
	$("book-submit").textContent = book ? "Save book" : "Add book";
	$("book-cancel").hidden = !book;
}

const wordsOf = (book) => ({ title: book.title, author: book.author ?? "", isbn: book.isbn ?? "",
	genres: book.genres.join(", ") });

function fill(book) {
	editing(book);
	bookForm.reset();
	showProblems(bookForm, {});
	Object.entries(book ? wordsOf(book) : {}).forEach(([name, value]) => bookForm.elements[name].value = value);
}

function edit(book) {
	fill(book);
	bookForm.elements.title.focus();
}

/* Shows what somebody else has saved, and lets one choose. */
function showConflict(theirs) {
	const mine = valuesOf(bookForm);
	const differences = Object.entries(wordsOf(theirs)).filter(([name, value]) => value !== mine[name]);
	$("conflict").querySelector("dl").replaceChildren(...differences.flatMap(([name, value]) =>
		[element("dt", {}, name), element("dd", {}, isolated(value || "(none)"))]));
	$("take-theirs").onclick = () => edit(theirs);
	edited = theirs;
	$("conflict").hidden = false;
	$("conflict").focus();
}

async function saveEdited() {
	const path = `/api/books/${edited.id}`;
	try {
		await save("PUT", `${path}?version=${edited.version}`, bookOf(bookForm));
		return true;
	}
	catch (error) {
		if (error.type === CHANGED_MEANWHILE) {
			showConflict(await call("GET", path));
			return false;
		}
		throw error;
	}
}

onSubmit(bookForm, async () => {
	try {
		if (!edited) {
			await save("POST", "/api/books", bookOf(bookForm));
		}
		else if (!await saveEdited()) {
			return;
		}
		edit(null);
	}
	catch (error) {
		if (!edited || error.status !== 404) {
			throw error;
		}
		editing(null);
		$("book-cancel").hidden = false;
		say("Somebody else has deleted this book meanwhile. You can add it again.");
	}
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
		say(`${number.format(result.done)} books were imported.`, "good");
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

/* The list of books */

let books = [];
let asked = null;
let drawn = "";

function bookButton(action, book, onclick) {
	return element("button", { class: "small", type: "button", "data-action": action,
		"aria-label": `${action} \u2068${book.title}\u2069`, onclick }, action);
}

function ask(book) {
	asked = book?.id ?? null;
	drawBooks();
}

function remove(book) {
	return during([], async () => {
		asked = null;
		try {
			await save("DELETE", `/api/books/${book.id}`);
			books = books.filter((other) => other.id !== book.id);
			if (edited?.id === book.id) {
				fill(null);
			}
		}
		finally {
			drawBooks();
		}
	});
}

function bookRow(book) {
	const details = [`#${book.id}`, book.author, book.isbn && `ISBN ${book.isbn}`, ...book.genres].filter(Boolean);
	const buttons = asked === book.id
		? [bookButton("Really delete", book, () => remove(book)), bookButton("Keep", book, () => ask(null))]
		: [bookButton("Edit", book, () => edit(book)), bookButton("Delete", book, () => ask(book))];
	return element("li", { "data-id": String(book.id) },
		element("div", { class: "grow" }, isolated(book.title), element("span", { class: "quiet" },
			...details.flatMap((detail, index) => index ? [" · ", isolated(detail)] : [detail]))),
		...buttons);
}

/* Draws the books anew if they are others. The focus stays where it was, or as near as can be. */
function drawBooks() {
	const drawing = JSON.stringify([books, asked]);
	if (drawing === drawn) {
		return;
	}
	drawn = drawing;
	const list = $("books");
	const focused = document.activeElement.closest("#books button");
	const index = [...list.children].indexOf(focused?.closest("li"));
	list.replaceChildren(...books.map(bookRow));
	if (focused) {
		const row = list.querySelector(`[data-id="${focused.closest("li").dataset.id}"]`)
			?? list.children[Math.min(index, list.children.length - 1)];
		const again = row?.querySelector(`[data-action="${focused.dataset.action}"]`) ?? row?.lastElementChild;
		(again ?? $("books-title")).focus();
	}
}

$("books").addEventListener("keydown", (event) => {
	if (event.key === "Escape" && asked !== null) {
		ask(null);
	}
});

/* Panels */

const panels = {
	async books() {
		books = await call("GET", `/api/books?limit=${SHOWN_ROWS}`);
		drawBooks();
	},
	async summary() {
		const { books: total, authors } = await call("GET", "/api/summary");
		$("books-count").textContent = total > SHOWN_ROWS ? `newest ${SHOWN_ROWS} of ${number.format(total)}` : "";
		$("summary").replaceChildren(...authors.map((author) => {
			const row = element("li", {},
				author.author === null ? element("span", {}, "author not known") : isolated(author.author),
				element("span", { class: "number" }, number.format(author.books)));
			row.style.setProperty("--share", `${100 * author.books / authors[0].books}%`);
			return row;
		}));
	},
	async profiles() {
		const profiles = await call("GET", `/api/profiles?limit=${SHOWN_ROWS}`);
		$("profiles").replaceChildren(...profiles.map((profile) => element("li", {},
			element("div", { class: "grow" }, isolated(profile.reader.name),
				element("span", { class: "quiet" }, profile.reader.email)),
			element("span", { class: "quiet" }, `shelf: ${profile.shelf}`))));
	},
	async inbox() {
		let letters = [];
		try {
			const mail = await call("GET", "/api/mail");
			letters = mail.letters;
			$("mail-down").checked = mail.down;
			$("mail-waiting").textContent = mail.waiting
				? `${number.format(mail.waiting)} ${mail.waiting === 1 ? "letter waits" : "letters wait"}` : "";
		}
		catch (error) {
			$("mail-server").hidden = true;
			$("inbox-empty").textContent = error.message;
		}
		const open = new Set([...$("inbox").querySelectorAll("details[open]")].map((letter) => letter.dataset.key));
		$("inbox").replaceChildren(...letters.slice(0, SHOWN_ROWS).map((letter) => element("li", {},
			element("details", { "data-key": letter.to, open: open.has(letter.to) },
				element("summary", {}, letter.subject, element("span", { class: "quiet" }, `to ${letter.to}`)),
				element("p", { class: "letter", dir: "auto" }, letter.text)))));
	},
	async catalogue() {
		const { running, entries } = await call("GET", "/api/catalogue");
		$("catalogue-card").hidden = !running;
		$("catalogue").replaceChildren(...entries.slice(0, SHOWN_ROWS).map((entry) => element("li", {},
			element("div", { class: "grow" }, isolated(entry.title ?? `Book #${entry.id}`),
				element("span", { class: "quiet" }, `#${entry.id} ${entry.kind} · ${time.format(new Date(entry.at))}`)))));
	},
	async audit() {
		const entries = await call("GET", `/api/audit?limit=${SHOWN_ROWS}`);
		$("audit").replaceChildren(...entries.map((entry) => element("li", {},
			element("div", { class: "grow" },
				element("span", { class: "attribute" }, entry.attribute), " ", ...change(entry),
				element("span", { class: "quiet" }, `${entry.entityType} #${entry.entityId} ${entry.kind.toLowerCase()} · `,
					isolated(entry.who), ` · ${time.format(new Date(entry.at))}`)))));
	},
};

$("mail-down").addEventListener("change", ({ target }) =>
	during([], async () => {
		await call("PUT", "/api/mail/down", target.checked);
		news();
	}));

/* Panels update when there is news, but not more often than they can be read. */
let refresh = null;
let stale = false;

function news() {
	stale = refresh !== null;
	refresh ??= setTimeout(async () => {
		await Promise.allSettled(Object.values(panels).map((panel) => panel()));
		refresh = null;
		if (stale) {
			news();
		}
	}, 150);
}

watch(news, showProgress);
