// What a script adds to pages that already work without one. How to build it: hearth.scss.
import { ErrorSummary, PasswordInput, SkipLink, createAll } from "nhsuk-frontend";

import { guardForms } from "./guard.js";
import { beginTyping, listenForKeys, showShortcuts } from "./keys.js";
import { listenForPrinting, showPrintButtons } from "./print.js";
import { keepFresh } from "./refresh.js";
import { listenForScrolling, showWhereMoreIs } from "./scrolling.js";
import { listenForSearching } from "./search.js";

// The NHS template does this in an inline script, which our content security policy forbids.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
for (const component of [ErrorSummary, PasswordInput, SkipLink]) createAll(component);

function show(part) {
  showPrintButtons(part);
  showShortcuts(part);
  showWhereMoreIs(part);
}

guardForms();
listenForKeys();
listenForPrinting();
listenForScrolling();
listenForSearching(show);
keepFresh(show);
show(document);
beginTyping();
