// The grid of a paper sheet: Enter goes to the next row, and what is typed is looked over meanwhile.
// Without this script Enter sends the form, which looks it over and draws the grid again.

const WAIT = 400; // milliseconds after the last change

const grid = document.querySelector("form[data-grid]");
const field = (name, row) => grid.elements[`${name}-${row}`];
const place = (box) => /^(time|name|how_many|what)-(\d+)$/.exec(box.name ?? "")?.slice(1);

function move(event) {
  const [name, row] = place(event.target) ?? [];
  if (!name || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    const next = field("time", Number(row) + 1);
    if (next) next.focus();
    else grid.querySelector("button[name=more]")?.click();
  } else if (step && !event.target.list) {
    const beside = field(name, Number(row) + step);
    if (beside) {
      event.preventDefault();
      beside.focus();
    }
  }
}

let waiting;
let asked;

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(lookOver, WAIT);
}

// What was typed stays as it is: only what is said beside each row is taken from the answer.
async function lookOver() {
  asked?.abort();
  asked = new AbortController();
  const typed = new URLSearchParams(new FormData(grid));
  typed.set("look", "1");
  try {
    const answer = await fetch(location.href, {
      method: "post",
      body: typed,
      credentials: "same-origin",
      headers: { "X-Hearth-Part": "grid" },
      signal: asked.signal,
    });
    if (!answer.ok || answer.redirected) return; // saving will say what is the matter
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const said of grid.querySelectorAll(".hearth-grid__says")) {
      const now = page.getElementById(said.id);
      if (!now) continue;
      const row = said.closest("tr");
      const isWrong = now.closest("tr").classList.contains("hearth-grid__wrong");
      const beingTyped = row.contains(document.activeElement);
      if (isWrong && beingTyped) continue; // a row is not wrong while it is being typed
      said.replaceChildren(...now.childNodes);
      row.classList.toggle("hearth-grid__wrong", isWrong);
    }
  } catch {
    // No connection, or asked again meanwhile: nothing is lost, and saving says what is wrong.
  }
}

if (grid) {
  grid.addEventListener("keydown", move);
  grid.addEventListener("change", soon);
}
