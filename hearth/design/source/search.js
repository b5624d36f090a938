// Results while one types. The box is in a form that does the same by itself, a page at a time:
// <input data-search="/people/" data-results="results" data-from-letters="2">.
import { askForPart } from "./part.js";

const PAUSE = 200; // milliseconds without a key; shorter asks for words nobody meant
const searches = new WeakMap();

function request(box) {
  const { form } = box;
  if (form?.method === "post") {
    return [box.dataset.search, { method: "post", body: new URLSearchParams(new FormData(form)) }];
  }
  const address = new URL(box.dataset.search, location.href);
  address.searchParams.set(box.name, box.value.trim());
  return [address, {}];
}

function say(box, words, { trouble = false } = {}) {
  const line = box.form?.querySelector("[data-search-says]");
  if (!line) return;
  line.textContent = words;
  line.classList.toggle("nhsuk-u-visually-hidden", !trouble);
}

async function search(box, show) {
  const results = document.getElementById(box.dataset.results);
  if (!results) return;
  const mine = searches.get(box) ?? { before: [...results.childNodes] };
  searches.set(box, mine);
  mine.asked?.abort();

  if (box.value.trim().length < Number(box.dataset.fromLetters || 2)) {
    results.replaceChildren(...mine.before);
    say(box, "");
    return;
  }
  mine.asked = new AbortController();
  try {
    const [address, options] = request(box);
    const part = await askForPart(address, results.id, { ...options, signal: mine.asked.signal });
    results.replaceChildren(...part.childNodes);
    say(box, results.querySelector("[data-says]")?.dataset.says ?? "");
    show(results);
  } catch (error) {
    if (error.name === "AbortError") return; // more was typed
    say(box, "No answer came. Press Enter to try again.", { trouble: true });
  }
}

// Down from the box into the results, up and down through them, Escape back to the box.
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step && event.key !== "Escape") return;
  for (const box of document.querySelectorAll("[data-search]")) {
    const results = document.getElementById(box.dataset.results);
    const inside = results?.contains(event.target);
    if (!inside && event.target !== box) continue;
    if (event.key === "Escape") {
      if (inside) box.focus();
      return;
    }
    const stops = [box, ...results.querySelectorAll("a[href], button:not([disabled])")];
    const next = stops[stops.indexOf(event.target) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
    return;
  }
}

export function listenForSearching(show) {
  let timer;
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches("[data-search]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => search(box, show), PAUSE);
  });
  document.addEventListener("keydown", move);
}
