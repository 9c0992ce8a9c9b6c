// The console's lower parts: report, settings, export, end and delete.

import { button, el, field, uid } from "./controls.js";

/** @typedef {import("./console.js").Desk} Desk */
/** @typedef {import("./console.js").Panel} Panel */

/**
 * What is set once, and what ends things.
 * @param {Desk} desk
 * @param {HTMLElement} report
 * @returns {Panel}
 */
export function toolPanel({ model, send }, report) {
  const sheet = field(el("select"), { label: "Run sheet" });
  for (const { id, label } of model.get("run_sheets")) sheet.control.append(el("option", { value: id, text: label }));
  const topic = field(el("input", { type: "text", maxlength: 120 }), { label: "Topic, as the questions name it" });
  const kMin = field(el("input", { type: "number", min: 3, max: 50, step: 1 }), {
    label: "Fewest people for a result",
    hint: "With fewer, the screen says so and shows no chart.",
  });
  const kept = keepChoice();
  const save = () =>
    send("settings", {
      run_sheet: sheet.control.value,
      topic: topic.control.value,
      k_min: Number(kMin.control.value),
      keep: kept.chosen(),
    });
  const settings = el(
    "details",
    {},
    el("summary", { text: "Settings" }),
    sheet.node,
    topic.node,
    kMin.node,
    kept.node,
    el("div", { class: "rk-actions" }, button("Save the settings", save)),
  );
  const keep = el(
    "details",
    {},
    el("summary", { text: "Keep the answers" }),
    el("p", { text: "A table with one line an answer. People are numbered at random; there are no names and no times." }),
    button("Export answers as CSV", () => send("export"), { quiet: true }),
  );
  const ending = endPanel(model, send);
  const leave = el("p", {}, el("a", { href: model.get("links").sign_in, text: "Sign out on this device" }));
  const node = el("section", { class: "rk-tools", "aria-label": "Room tools" }, report, settings, keep, ending.node, leave);
  let known = "";
  const update = () => {
    const { run_sheet, topic: about, k_min, keep: promise, keeps } = model.get("here");
    ending.update();
    const told = JSON.stringify([run_sheet, about, k_min, promise, keeps]);
    if (known === told) return;
    known = told;
    sheet.control.value = run_sheet;
    topic.control.value = about;
    kMin.control.value = String(k_min);
    kept.offer(keeps, promise);
  };
  return { node, update };
}

/** How long answers are kept: of what can be promised now, one. */
function keepChoice() {
  const options = el("div", { class: "rk-keep" });
  const hint = el("p", {
    class: "rk-hint",
    id: uid("keep"),
    text: "People read this before they join. Once somebody has joined, it can be made shorter, never longer.",
  });
  const node = el(
    "fieldset",
    { class: "rk-set rk-field", "aria-describedby": hint.id },
    el("legend", { class: "rk-label", text: "What happens to the answers" }),
    hint,
    options,
  );
  return {
    node,
    chosen: () => node.querySelector("input:checked").value,
    /** @param {{id: string, label: string}[]} keeps @param {string} promise */
    offer(keeps, promise) {
      const name = uid("keep");
      const made = keeps.map(({ id, label }) =>
        el("label", {}, el("input", { type: "radio", name, value: id, checked: id === promise }), el("span", { text: label })),
      );
      options.replaceChildren(...made);
    },
  };
}

/**
 * @param {any} model
 * @param {Desk["send"]} send
 * @returns {{node: HTMLElement, update: () => void}}
 */
function endPanel(model, send) {
  const { code } = model.get("here");
  const end = button("End the room", () => send(model.get("here").ended ? "reopen" : "end"), { quiet: true });
  const typed = field(el("input", { type: "text", autocomplete: "off", autocapitalize: "characters" }), {
    label: `To delete, type the room's code: ${code}`,
  });
  const promised = el("p");
  const remove = button("Delete the room and every answer", () => send("delete", { confirmation: typed.control.value }), { quiet: true });
  remove.classList.add("rk-danger");
  const node = el(
    "details",
    {},
    el("summary", { text: "End or delete" }),
    promised,
    el("p", { text: "Ending thanks everybody and takes no more answers. It can be undone." }),
    end,
    el("p", { text: "Deleting now takes every answer out of the store for good, whatever was promised, and gives a receipt. Make the report first if you want one." }),
    typed.node,
    el("div", { class: "rk-actions" }, remove),
  );
  const update = () => {
    const { ended, keep: promise, keeps } = model.get("here");
    end.textContent = ended ? "Open the room again" : "End the room";
    promised.textContent = `Promised: ${keeps.find((/** @type {any} */ { id }) => id === promise).label}.`;
  };
  return { node, update };
}
