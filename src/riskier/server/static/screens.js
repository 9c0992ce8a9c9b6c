// What the page says in each situation: plain words and native elements, no behaviour.

import { button, el, words } from "../../widgets/controls.js";
import { planCalendar } from "../../widgets/plancalendar.js";

/**
 * What to do with a heading and its text.
 *
 * @typedef {{heading: string, nodes: (Node | null)[]}} Screen
 */

/** @param {...string} lines @returns {HTMLElement[]} */
function paragraphs(...lines) {
  return lines.map((line) => el("p", { text: line }));
}

/** @returns {Screen} */
export function connectingScreen() {
  return { heading: "Joining the room…", nodes: paragraphs("This takes a moment.") };
}

/**
 * Between activities: people should look at each other, not at this page.
 *
 * @param {any} state @returns {Screen}
 */
export function talkScreen(state) {
  const hasBegun = Boolean(state.step);
  const heading = hasBegun ? "Look up: the group is talking" : "You are in";
  const now = state.step_title ? words("p", state.step_title, "page-now") : null;
  const start = hasBegun ? "" : "The workshop starts soon. ";
  const wait = `${start}Leave this page open: the next question appears here by itself.`;
  return { heading, nodes: [now, ...paragraphs(wait)] };
}

/**
 * The question above a widget.
 *
 * @param {any} activity @param {string} base @returns {Screen}
 */
export function questionScreen(activity, base) {
  const round = activity.rounds > 1 ? `Round ${activity.round} of ${activity.rounds}` : "";
  const name = [round, activity.round_name].filter(Boolean).join(": ");
  const prompt = words("p", activity.prompt, "page-prompt");
  if (prompt) prompt.id = "prompt";
  return {
    heading: activity.title,
    nodes: [
      words("p", round && name, "page-round"),
      prompt,
      words("p", activity.help, "page-help"),
      activity.browse === "tools" ? toolsLink(base) : null,
    ],
  };
}

/** In a tab of its own, so that the question stays where it is. @param {string} base */
function toolsLink(base) {
  const link = { href: `${base}tools`, target: "_blank", rel: "noopener", text: "Browse all the tools" };
  return el("p", {}, el("a", link), " (opens beside this page)");
}

/** @param {{title: string, text: string}} exhibit @returns {Screen} */
export function exhibitScreen(exhibit) {
  return { heading: exhibit.title, nodes: [words("p", exhibit.text)] };
}

/**
 * The end: thanks, the person's own plan if they wrote one, and what happens to the data.
 *
 * @param {{plan: any, promise: string, unsent: number, onForget: () => void, base: string}} parts
 * @returns {Screen}
 */
export function endScreen({ plan, promise, unsent, onForget, base }) {
  const kept =
    unsent > 0
      ? el("p", { text: `${counted(unsent, "answer")} came after a question had closed and stayed on this device.` })
      : null;
  return {
    heading: "Thank you",
    nodes: [
      ...paragraphs("This workshop is over. You can close this page."),
      plan ? planCard(plan) : null,
      el("h2", { text: "What happens to the answers" }),
      ...paragraphs(
        `The room holds answers without names. ${promise}. A report of the totals may be kept.`,
        "This device still keeps your place in the room.",
      ),
      kept,
      el("p", {}, button("Forget this room on this device", onForget, { quiet: true })),
      el("p", {}, el("a", { href: base, text: "Go to the start page" })),
    ],
  };
}

/** @param {{cue?: string, act?: string, tell?: string}} plan @returns {HTMLElement} */
function planCard(plan) {
  const rows = [
    ["When", plan.cue],
    ["I will", plan.act],
    ["And tell", plan.tell],
  ].filter(([, text]) => text);
  const list = rows.flatMap(([term, text]) => [el("dt", { text: term }), words("dd", text)]);
  return el(
    "section",
    { class: "page-plan", "aria-labelledby": "plan-title" },
    el("h2", { id: "plan-title", text: "Your plan" }),
    el("dl", {}, ...list),
    el("p", { class: "page-help", text: "Only you see this. Take a picture of it, or put it into your calendar." }),
    planCalendar(() => plan),
  );
}

/**
 * The room, or this device's place in it, is no longer there.
 *
 * @param {{isRoomGone: boolean, unsent: number, onJoin: () => void, base: string}} parts
 * @returns {Screen}
 */
export function goneScreen({ isRoomGone, unsent, onJoin, base }) {
  const kept =
    unsent > 0
      ? el("p", { text: `${counted(unsent, "answer")} not yet sent ${unsent === 1 ? "is" : "are"} still on this device.` })
      : null;
  const home = el("a", { href: base, text: "Enter another room code" });
  if (isRoomGone) {
    const lines = ["The facilitator has deleted it, with every answer in it.", "If your workshop goes on, ask for its new room code."];
    return { heading: "This room is no longer here", nodes: [...paragraphs(...lines), el("p", {}, home)] };
  }
  const lines = [
    "The room does not know this device any more. You can join again; earlier answers stay in the room as they are.",
  ];
  const again = el("p", {}, button("Join again", onJoin));
  return { heading: "Please join again", nodes: [...paragraphs(...lines), kept, again, el("p", {}, home)] };
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * The line that says where a question stands; empty while it is open.
 *
 * @param {string} phase
 * @param {{has: boolean, isUnsent: boolean, isPrivate: boolean}} answer one's own
 * @returns {string}
 */
export function phaseLine(phase, { has, isUnsent, isPrivate }) {
  if (phase === "waiting") return "The facilitator will open this soon. You can read it already.";
  if (phase === "open") return "";
  if (isUnsent) return "Closed. What you entered is kept on this device but was not sent.";
  if (has && isPrivate) return "Closed. Your answer is in, and nobody else sees it.";
  if (phase === "revealed" && !isPrivate) return "";
  return has ? "Closed. Your answer is in." : "Closed. You sent no answer, and that is fine.";
}
