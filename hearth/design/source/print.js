// Buttons that print the page: <button type="button" data-print hidden>.

export function listenForPrinting() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
  });
}

export function showPrintButtons(part) {
  for (const button of part.querySelectorAll("[data-print]")) button.hidden = false;
}
