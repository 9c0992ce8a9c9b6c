// The catalogue of tools on a page of its own: nobody has to join, nothing is kept.

import { button, el } from "../../widgets/controls.js";
import { request } from "./api.js";
import { meta } from "./meta.js";
import { WidgetModel } from "./model.js";
import { widgetLoader } from "./parts.js";

/** @param {HTMLElement} place */
async function show(place) {
  const line = el("p", { role: "status", text: "Loading…" });
  place.replaceChildren(line);
  try {
    const load = widgetLoader(meta("base"), meta("version"));
    const parts = [load("explorer"), request(`${meta("base")}api/tools`, "GET")];
    const [explorer, catalogue] = await Promise.all(parts);
    explorer.render({ model: new WidgetModel({ catalogue }, () => {}), el: place });
  } catch {
    line.textContent = "The tools could not be loaded.";
    // The button goes away: whoever pressed it stays here.
    const again = () => {
      place.focus();
      show(place);
    };
    place.append(button("Try again", again));
  }
}

show(/** @type {HTMLElement} */ (document.getElementById("tools")));
