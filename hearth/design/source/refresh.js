// A board that keeps itself fresh: <div id="board" data-refresh="/today/" data-every="15">.
// It waits while nobody is looking, and never moves what somebody is using.
import { askForPart } from "./part.js";

const inUse = (board) =>
  board.contains(document.activeElement) || board.querySelector("details[open]") !== null;

function sayTrouble(board, since) {
  if (board.previousElementSibling?.matches("[data-refresh-trouble]")) return;
  const line = document.createElement("p");
  line.className = "hearth-message hearth-message--trouble hearth-no-print";
  line.setAttribute("role", "status");
  line.dataset.refreshTrouble = "";
  const time = since.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
  line.textContent = `This has not been brought up to date since ${time}. Is there a connection? If there is, reload the page.`;
  board.before(line);
}

function unsayTrouble(board) {
  const line = board.previousElementSibling;
  if (line?.matches("[data-refresh-trouble]")) line.remove();
}

function keepOneFresh(board, show) {
  const every = 1000 * (Number(board.dataset.every) || 15);
  let fresh = new Date();
  let asking = false;

  async function refresh() {
    if (asking || document.hidden || inUse(board) || Date.now() - fresh < every / 2) return;
    asking = true;
    try {
      const part = await askForPart(board.dataset.refresh, board.id);
      if (!inUse(board)) board.replaceChildren(...part.childNodes);
      fresh = new Date();
      unsayTrouble(board);
      show(board);
    } catch {
      sayTrouble(board, fresh);
    } finally {
      asking = false;
    }
  }

  setInterval(refresh, every);
  document.addEventListener("visibilitychange", refresh);
}

export function keepFresh(show) {
  for (const board of document.querySelectorAll("[id][data-refresh]")) keepOneFresh(board, show);
}
