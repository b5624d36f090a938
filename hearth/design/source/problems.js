// What was wrong with a form is said first, as the NHS script does on workers' pages: that script is
// too large for a page that is opened on a phone in the street.
export function beginWithProblems() {
  const problems = document.querySelector("[data-module=nhsuk-error-summary]");
  if (!problems) return;
  problems.tabIndex = -1;
  problems.addEventListener("blur", () => problems.removeAttribute("tabindex"), { once: true });
  problems.focus();
}
