// What a script adds to the public's pages, which all work without one.
import { listenForLeaving } from "./leaving.js";
import { offerNearMe } from "./near.js";
import { listenForPrinting, showPrintButtons } from "./print.js";
import { beginWithProblems } from "./problems.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
listenForLeaving();
listenForPrinting();
showPrintButtons(document);
offerNearMe();
beginWithProblems();
