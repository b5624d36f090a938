// One-key shortcuts: data-key="n" on a link, a button or a box, or data-key="s /" for either key. A
// key moves the focus and no more: a letter of a name, typed too soon, must write nothing down.
// People can turn them off, because speech input and slips of the hand press keys too (WCAG 2.1.4).
const KEPT = "hearth-keys";

function on() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // nothing can be kept on this device
  }
}

function turn(state) {
  try {
    localStorage.setItem(KEPT, state ? "on" : "off");
  } catch {
    // As above. The switch then lasts as long as the page.
  }
  document.body.dataset.keys = state ? "on" : "off";
}

const typing = (place) =>
  place.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");

export function listenForKeys() {
  document.body.dataset.keys = on() ? "on" : "off";
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.body.dataset.keys === "off" || typing(event.target)) return;
    const pressed = event.key.toLowerCase();
    const all = [...document.querySelectorAll("[data-key]")];
    const found = all.find(
      (place) => place.dataset.key.split(" ").includes(pressed) && place.getClientRects().length,
    );
    if (!found) return;
    event.preventDefault();
    found.focus();
    if (found.matches("input, textarea")) found.select();
  });
  document.addEventListener("keydown", (event) => {
    // Out of an empty box, so that the next key is a shortcut again.
    if (event.key === "Escape" && event.target.matches("input[data-key]") && !event.target.value) event.target.blur();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-shortcuts-on]")) turn(event.target.checked);
  });
}

// Where there is a mouse there is a keyboard. On a touch screen it would open one over the page.
export function beginTyping() {
  const box = document.querySelector("[data-begin-here]");
  if (!box || location.hash || document.activeElement !== document.body) return;
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) box.focus({ preventScroll: true });
}

export function showShortcuts(part) {
  for (const list of part.querySelectorAll("[data-shortcuts]")) {
    list.hidden = false;
    list.querySelector("[data-shortcuts-on]").checked = on();
  }
}
