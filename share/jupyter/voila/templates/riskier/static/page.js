// What every page of the kit does besides its widgets: it says how far the start is, and
// whether it is still connected. It runs before Voilà's own script.
"use strict";

const riskierPage = (() => {
  const POLL_MS = 10_000;
  const LOST_POLL_MS = 1_500;
  const GRACE_MS = 8_000;
  const SLOW_START_MS = 20_000;
  const STATUS_BYTES = 4_000; // a status message is short; longer ones are not worth reading
  const WORDS = {
    lost: "The connection is lost. What was saved is safe. This page comes back by itself.",
    restarting: "The connection is back. The page is loading again…",
    back: "Connected again.",
    slow: "This takes longer than usual. The page goes on by itself when the machine is ready.",
  };

  const find = (id) => document.getElementById(id);

  // --- The start -----------------------------------------------------------------------

  function cell(index, count) {
    const bar = find("loading-progress");
    if (bar) bar.value = Math.round((80 * index) / count);
  }

  function started() {
    find("loading")?.remove();
    find("content")?.removeAttribute("aria-busy");
  }

  /** Ready means: each place that waits for a widget has one. */
  function watchStart() {
    const waiting = () => document.querySelector('script[type="application/vnd.voila.cell-output+json"]');
    if (!waiting()) return started();
    const observer = new MutationObserver(() => {
      if (waiting()) return;
      observer.disconnect();
      started();
    });
    observer.observe(find("cells"), { childList: true, subtree: true });
  }

  function sayIfSlow() {
    const text = find("loading-text");
    if (text) text.textContent = WORDS.slow;
  }

  // --- The connection ------------------------------------------------------------------

  let socketOpen = true; // until one has been seen to close
  let lostSince = 0;
  let leaving = false;
  let reloading = false;

  /** Voilà keeps its kernel's socket to itself, so sockets are watched as they are made. */
  class WatchedSocket extends window.WebSocket {
    constructor(url, protocols) {
      super(url, protocols ?? []);
      if (!/\/api\/kernels\/[^/]+\/channels/.test(String(url))) return;
      this.addEventListener("open", () => { socketOpen = true; });
      this.addEventListener("message", ({ data }) => { if (saysKernelDied(data)) reload(); });
      this.addEventListener("close", () => {
        socketOpen = false;
        if (!leaving) check();
      });
    }
  }
  window.WebSocket = WatchedSocket;

  /** A kernel that died is started again under the same name, without this page's widgets. */
  function saysKernelDied(data) {
    if ((data.byteLength ?? data.length) > STATUS_BYTES) return false;
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    return /"execution_state": ?"(autorestarting|restarting|dead)"/.test(text);
  }

  function config() {
    return JSON.parse(find("jupyter-config-data")?.textContent ?? "{}");
  }

  async function status(path) {
    const { baseUrl = "/" } = config();
    const options = { cache: "no-store", signal: AbortSignal.timeout(4_000) };
    try {
      return (await fetch(baseUrl + path, options)).status;
    } catch {
      return 0;
    }
  }

  function say(words, lost) {
    const banner = find("connection");
    if (!banner || banner.textContent === words) return;
    banner.textContent = words;
    banner.classList.toggle("rk-banner-lost", lost);
  }

  function reload() {
    if (reloading) return;
    reloading = true;
    say(WORDS.restarting, true);
    location.reload();
  }

  let checking = false;
  let timer;

  async function check() {
    if (checking || leaving || reloading) return;
    checking = true;
    clearTimeout(timer);
    const { kernelId } = config();
    // Voilà serves a kernel's own model: 200 alive, 404 gone, 0 or 5xx no server.
    const answer = kernelId ? await status(`api/kernels/${kernelId}`) : await status("api/health");
    decide(answer);
    checking = false;
    timer = setTimeout(check, lostSince ? LOST_POLL_MS : POLL_MS);
  }

  function decide(answer) {
    if (answer === 0 || answer >= 500) {
      lostSince ||= Date.now();
      say(WORDS.lost, true);
    } else if (answer === 404) {
      reload();
    } else if (!socketOpen) {
      // The kernel lives and Voilà is reconnecting; when that takes too long, start afresh.
      lostSince ||= Date.now();
      if (Date.now() - lostSince > GRACE_MS) reload();
      else say(WORDS.lost, true);
    } else if (lostSince) {
      lostSince = 0;
      say(WORDS.back, false);
      setTimeout(() => say("", false), 4_000);
    }
  }

  /** The room that a projected page belongs to travels in the address. */
  function keepRoom() {
    const room = new URLSearchParams(location.search).get("room");
    if (!room) return;
    for (const link of document.querySelectorAll('a[data-stage], .rk-words a[href$=".ipynb"]')) {
      link.search = `?room=${encodeURIComponent(room)}`;
    }
  }

  window.addEventListener("beforeunload", () => { leaving = true; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
  window.addEventListener("online", check);
  document.addEventListener("DOMContentLoaded", () => {
    keepRoom();
    watchStart();
    timer = setTimeout(check, POLL_MS);
    setTimeout(sayIfSlow, SLOW_START_MS);
  });

  // Voilà calls these by name while it streams the page.
  window.voila_heartbeat = sayIfSlow;
  window.voila_process = cell;
  window.voila_finish = () => {};

  return { cell };
})();
