// A plan as a calendar file, made on the person's own device: nothing is sent anywhere.

import { calendarFile } from "./calendar.js";
import { button, el, field } from "./controls.js";
import { fold } from "./fold.js";

/**
 * The plan as one sentence, with dots where nothing is written yet; "" without any.
 * @param {{cue?: string, act?: string, tell?: string}} plan
 * @returns {string}
 */
export function sentence({ cue, act, tell }) {
  if (!cue && !act && !tell) return "";
  const bare = (/** @type {string | undefined} */ text) => text?.replace(/[\s.,;]+$/, "") || "…";
  const text = `When ${bare(cue)}, I will ${bare(act)}, and I will tell ${bare(tell)}`;
  return text.endsWith("…") ? text : `${text}.`;
}

/**
 * Let the browser save a text as a file.
 * @param {string} name
 * @param {string} text
 */
function offer(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  const link = el("a", { href: address, download: name });
  link.click();
  // Some browsers read the address only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name for the event that no other has, also where the page came over plain http. */
function freshUid() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return `${[...random].map((byte) => byte.toString(16).padStart(2, "0")).join("")}@riskier`;
}

/**
 * A date, a time if one likes, and a button that makes the file.
 * @param {() => {cue?: string, act?: string, tell?: string}} plan the plan as it is now
 * @returns {HTMLElement}
 */
export function planCalendar(plan) {
  const date = el("input", { type: "date" });
  const time = el("input", { type: "time" });
  const day = field(date, { label: "Which day?" });
  const hour = field(time, { label: "What time? (if you like)" });
  const said = el("p", { class: "rk-hint", role: "status" });
  const make = () => {
    day.setError(date.value ? "" : "Choose a day first.");
    if (!date.value) {
      date.focus();
      return;
    }
    const now = plan();
    const event = {
      summary: now.act || "My plan",
      description: sentence(now),
      date: date.value,
      time: time.value,
      uid: freshUid(),
      now: new Date(),
    };
    offer("my-plan.ics", calendarFile(event));
    said.textContent = "The file is among your downloads. Open it, and your calendar takes it.";
  };
  return fold(
    "Put it into my calendar",
    el(
      "div",
      { class: "rk-plan-calendar" },
      el("p", { class: "rk-hint", text: "The file is made on this device, for you alone. Nothing is sent." }),
      el("div", { class: "rk-plan-when" }, day.node, hour.node),
      button("Make a calendar file", make, { quiet: true }),
      said,
    ),
  );
}
