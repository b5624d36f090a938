// One part of a page, asked for on its own.

/**
 * Ask for a page and take one element out of it. The page may answer with the whole of itself or,
 * seeing the header, with that element alone.
 *
 * @throws if there is no answer, or one from somewhere else: mostly the sign-in page
 */
export async function askForPart(address, id, options = {}) {
  const answer = await fetch(address, {
    cache: "no-store",
    credentials: "same-origin",
    ...options,
    headers: { "X-Hearth-Part": id, ...options.headers },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById(id);
  if (!part) throw new Error(answer.redirected ? "signed out" : `no ${id} in the answer`);
  return part;
}
