// A table that is wider than its frame says on which side there is more: <div class="hearth-scroll">.

function sayWhereMoreIs(frame) {
  const left = frame.scrollLeft > 1;
  const right = frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 1;
  if (left || right) frame.dataset.more = left && right ? "both" : left ? "left" : "right";
  else delete frame.dataset.more;
}

const widths = new ResizeObserver((frames) => {
  for (const { target } of frames) sayWhereMoreIs(target);
});

export function listenForScrolling() {
  const said = (event) => event.target.matches?.(".hearth-scroll") && sayWhereMoreIs(event.target);
  document.addEventListener("scroll", said, { capture: true, passive: true });
}

export function showWhereMoreIs(part) {
  for (const frame of part.querySelectorAll(".hearth-scroll")) widths.observe(frame);
}
