// Leaving at once: <a href="https://..." data-exit>. Without a script it is an ordinary link. With
// one, this page is not what "back" leads to, and Escape three times within two seconds does it too:
// what says so, <span data-exit-keys hidden>, is shown only then.
const SOON = 2000; // milliseconds

export function listenForLeaving() {
  const way = document.querySelector("[data-exit]");
  if (!way) return;
  const leave = () => {
    document.documentElement.hidden = true; // at once, however slow the other site is
    location.replace(way.href);
  };
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  for (const words of document.querySelectorAll("[data-exit-keys]")) words.hidden = false;
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    if (event.repeat) return; // a key that is held is one press
    presses = [...presses.filter((at) => event.timeStamp - at < SOON), event.timeStamp];
    if (presses.length === 3) leave();
  });
  // Come back to after leaving, from what the browser kept: show the page again.
  window.addEventListener("pageshow", () => {
    document.documentElement.hidden = false;
  });
}
