// A notebook as a page: its start, its widgets, its connection.

import { Connection } from "./connection.js";
import { KernelLine } from "./kernelline.js";
import { KernelModels } from "./kernelmodels.js";
import { drawn } from "./kernelviews.js";
import { reloadDelay } from "./reload.js";

const WIDGET = "application/vnd.jupyter.widget-view+json";
const PLACES = 'script[type="application/vnd.voila.cell-output+json"]';
const SLOW_START_MS = 20_000;
const SLOW = "This takes longer than usual. The page goes on by itself when the machine is ready.";

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id);

/** Show how far the server is with the page's cells, while they come. */
function watchCells() {
  const show = () => {
    const cells = element("cells");
    const bar = element("loading-progress");
    if (cells && bar) bar.value = Math.round((80 * cells.querySelectorAll(".rk-cell").length) / cells.dataset.count);
  };
  const observer = new MutationObserver(show);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => observer.disconnect());
  show();
}

/** Ready means: each place that waits for a widget has one. */
function watchPlaces() {
  const isReady = () => !document.querySelector(PLACES);
  const begin = () => {
    element("loading")?.remove();
    element("content").removeAttribute("aria-busy");
  };
  if (isReady()) return begin();
  const observer = new MutationObserver(() => {
    if (!isReady()) return;
    observer.disconnect();
    begin();
  });
  observer.observe(element("cells"), { childList: true, subtree: true });
  return undefined;
}

/** The room that a projected page belongs to travels in the address. */
function keepRoom() {
  const room = new URLSearchParams(location.search).get("room");
  if (!room) return;
  for (const link of document.querySelectorAll('a[data-stage], .rk-words a[href$=".ipynb"]')) {
    /** @type {HTMLAnchorElement} */ (link).search = `?room=${encodeURIComponent(room)}`;
  }
}

/** Draw the page's widgets; what is not among ours is left to Voilà's own front end. @param {{baseUrl: string, kernelId: string}} config */
function connect({ baseUrl, kernelId }) {
  const address = new URL(`${baseUrl}api/kernels/${kernelId}/channels`, location.href);
  const line = new KernelLine(address.href.replace(/^http/, "ws"), {
    onOpen: () => models.ask(),
    onMessage: (message) => models.hear(message),
  });
  const models = new KernelModels(line, () => fill(models));
  line.open();
  addEventListener("pagehide", () => endKernel(baseUrl, kernelId));
}

/** @param {KernelModels} models */
function fill(models) {
  const shelf = { get: (/** @type {string} */ reference) => models.get(reference), refuse: useVoila };
  for (const place of document.querySelectorAll(PLACES)) {
    const model = models.get(JSON.parse(place.textContent ?? "").data[WIDGET].model_id);
    if (model) place.replaceWith(drawn(model, shelf).element);
  }
}

/** Voilà's front end draws any widget, at fifty times the weight. */
function useVoila() {
  const address = new URL(location.href);
  address.searchParams.set("frontend", "voila");
  location.replace(address);
}

/** @param {string} baseUrl @param {string} kernelId */
function endKernel(baseUrl, kernelId) {
  const form = new FormData();
  form.append("_xsrf", /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
}

function begin() {
  keepRoom();
  const found = element("jupyter-config-data");
  // Without a kernel there is nothing but to try again, and not at once.
  if (!found) return void setTimeout(() => location.reload(), 1_000 + reloadDelay(sessionStorage, Date.now()));
  const config = JSON.parse(found.textContent);
  watchPlaces();
  new Connection(config).begin();
  if (element("content").dataset.frontend === "kit") connect(config);
  return undefined;
}

watchCells();
setTimeout(() => {
  const words = element("loading-text");
  if (words) words.textContent = SLOW;
}, SLOW_START_MS);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
