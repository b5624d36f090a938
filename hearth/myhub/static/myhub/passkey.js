// Passkeys: <form data-passkey="make" data-asked="{…}"> with a hidden field named "answer". The form
// is hidden until a script runs in a browser that knows them; the page works in other ways without.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

function asked(form) {
  const said = JSON.parse(form.dataset.asked);
  said.challenge = bytes(said.challenge);
  if (said.user) said.user.id = bytes(said.user.id);
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    said[name] = (said[name] || []).map((each) => ({ ...each, id: bytes(each.id) }));
  }
  return { publicKey: said };
}

function answered(made) {
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  const id = text(made.rawId);
  return JSON.stringify({ id, rawId: id, type: made.type, response, clientExtensionResults: {} });
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return; // it has its answer, and goes
    event.preventDefault();
    const trouble = form.querySelector("[data-passkey-says]");
    try {
      const makes = form.dataset.passkey === "make";
      const made = await navigator.credentials[makes ? "create" : "get"](asked(form));
      form.elements.answer.value = answered(made);
      form.requestSubmit();
    } catch {
      trouble.textContent = trouble.dataset.trouble;
    }
  });
}
