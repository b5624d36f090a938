// "Near me": asks the browser where it is, only when somebody taps, and puts it in the address that
// answers, rounded. The form beside it does the same with a postcode or a town.
const STEP = 0.005; // degrees: some 500 m
const rounded = (degrees) => (Math.round(degrees / STEP) * STEP).toFixed(3);

export function offerNearMe() {
  const offer = document.querySelector("[data-near-me]");
  if (!offer || !navigator.geolocation) return;
  const says = offer.querySelector("[data-near-me-says]");
  offer.hidden = false;
  offer.querySelector("[data-near-me-button]").addEventListener("click", () => {
    says.textContent = says.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = offer.closest("form");
        const asked = new URLSearchParams(new FormData(form));
        asked.delete("near");
        asked.set("lat", rounded(coords.latitude));
        asked.set("lng", rounded(coords.longitude));
        location.assign(`${form.getAttribute("action")}?${asked}`);
      },
      () => {
        says.textContent = says.dataset.trouble;
      },
      { maximumAge: 60_000, timeout: 15_000 },
    );
  });
}
