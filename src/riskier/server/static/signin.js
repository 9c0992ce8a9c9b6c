// The facilitator's link from the terminal: its key stands after the #, which browsers
// keep to themselves, and so never reaches a log. Here it goes into the form.

import { Keep, SHEETS, tabStorage } from "./keep.js";

// Who sees this page has signed out, or their room is gone: nothing of its sheets stays in the tab.
new Keep(SHEETS, tabStorage()).forget();

const key = new URLSearchParams(location.hash.slice(1)).get("key");
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("#open-form"));
if (key && form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("key"));
  field.value = key;
  history.replaceState(null, "", location.pathname + location.search);
  form.requestSubmit();
}
