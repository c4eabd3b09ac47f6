/*
 * What all parts of the page need: elements, words of the shop, and what is said to the
 * reader. What others have typed in is only ever set as text, isolated from the text
 * around it.
 */
export const $ = (id) => document.getElementById(id);
export const number = new Intl.NumberFormat("en");
export const time = new Intl.DateTimeFormat("en",
	{ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/* Makes an element: attributes that are no strings are properties. */
export function element(name, attributes = {}, ...children) {
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

/* Text of which nobody knows the direction. */
export const isolated = (text) => element("bdi", {}, text);

export function change({ oldValue, newValue }) {
	const now = element("ins", {}, newValue === null ? "(none)" : isolated(newValue));
	return oldValue === null ? [now] : [element("del", {}, isolated(oldValue)), " → ", now];
}

/* Talking to the reader */

export function say(text, kind = "") {
	const message = $("message");
	message.querySelector("p").textContent = text;
	message.className = kind;
	message.hidden = !text;
}

$("message").querySelector("button").addEventListener("click", () => say(""));

/* Takes back that the shop cannot be reached. */
export function reached() {
	if ($("message").className === "unreachable") {
		say("");
	}
}

/* Talking to the shop */

export async function reach(path, options) {
	const response = await fetch(path, options).catch(() => {
		throw Object.assign(new Error("The shop cannot be reached. What you typed is still here: please try again."),
			{ kind: "unreachable" });
	});
	reached();
	return response;
}

export async function call(method, path, body) {
	const headers = { "X-User": $("user").value };
	if (body !== undefined && !(body instanceof FormData)) {
		headers["Content-Type"] = "application/json";
		body = JSON.stringify(body);
	}
	const response = await reach(path, { method, headers, body });
	const answer = response.status === 204 ? null : await response.json().catch(() => null);
	if (!response.ok) {
		throw Object.assign(new Error(answer?.detail ?? answer?.title ?? `The shop answered ${response.status}.`),
			{ status: response.status, type: answer?.type, errors: answer?.errors });
	}
	return answer;
}

export function save(method, path, body) {
	const url = new URL(path, location);
	if ($("fail").checked) {
		url.searchParams.set("fail", "true");
	}
	return call(method, url, body);
}
