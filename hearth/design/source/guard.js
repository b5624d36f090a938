// A form is sent once. The server knows that too: every such form carries an id of its own.
const LONG_ENOUGH = 8000; // milliseconds; a download leaves the page where it is

export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method")?.toLowerCase() !== "post" || form.hasAttribute("data-again")) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.setAttribute("data-sent", "");
    setTimeout(() => form.removeAttribute("data-sent"), LONG_ENOUGH);
  });
  window.addEventListener("pageshow", () => {
    // Back to a page that the browser kept: its forms may be sent again.
    for (const form of document.querySelectorAll("[data-sent]")) form.removeAttribute("data-sent");
  });
}
