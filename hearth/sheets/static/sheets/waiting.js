// A sheet that is being read or brought in: once it is done, show what came of it.

const progress = document.getElementById("progress");

new MutationObserver(() => {
  if (progress.querySelector("[data-moved-on]")) location.reload();
}).observe(progress, { childList: true, subtree: true });
