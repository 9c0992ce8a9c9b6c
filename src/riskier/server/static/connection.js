// Whether a page's kernel and server are there; what the page says and does when they are not.

import { reloadDelay } from "./reload.js";

const POLL_MS = 10_000;
const LOST_POLL_MS = 1_500;
const GRACE_MS = 8_000;
const ANSWER_MS = 4_000;
const STATUS_BYTES = 4_000; // a status message is short; longer ones are not worth reading
const STOPPED = /"execution_state": ?"(autorestarting|restarting|dead)"/;
const LINES = /\/api\/kernels\/[^/]+\/channels/;
const WORDS = {
  lost: "The connection is lost. What was saved is safe. This page comes back by itself.",
  stopped: "The program behind this page has stopped. What was saved is safe. The page is loading again…",
  back: "Connected again.",
};

/** Watches the page's kernel; loads the page again when there is no other way. */
export class Connection {
  /** @param {{baseUrl: string, kernelId: string}} where */
  constructor({ baseUrl, kernelId }) {
    this.address = `${baseUrl}api/kernels/${kernelId}`;
    this.banner = document.getElementById("connection");
    this.isOpen = true; // until a line has been seen to close
    this.lostSince = 0;
    this.isLeaving = false;
    this.isReloading = false;
    this.isChecking = false;
    this.timer = 0;
  }

  begin() {
    watchSockets(this);
    addEventListener("pagehide", () => { this.isLeaving = true; });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
    addEventListener("online", () => this.check());
    document.addEventListener("visibilitychange", () => this.check());
    this.timer = setTimeout(() => this.check(), POLL_MS);
  }

  /** Ask the server whether the kernel lives, and again after a while. */
  async check() {
    clearTimeout(this.timer);
    // Nobody sees it: it is looked after when somebody does, and a night's sleep asks nothing.
    if (this.isChecking || this.isLeaving || this.isReloading || document.hidden) return;
    this.isChecking = true;
    this.#decide(await statusOf(this.address));
    this.isChecking = false;
    this.timer = setTimeout(() => this.check(), this.lostSince ? LOST_POLL_MS : POLL_MS);
  }

  /** @param {number} status 0 when there was no answer */
  #decide(status) {
    if (status === 404) return this.#reload();
    if (status === 0 || status >= 500) return this.#say(WORDS.lost, "lost");
    if (!this.isOpen) {
      // The kernel lives and its line opens again; when that takes too long, start afresh.
      this.#say(WORDS.lost, "lost");
      if (Date.now() - this.lostSince > GRACE_MS) this.#reload();
    } else if (this.lostSince) {
      this.#say(WORDS.back, "back");
      setTimeout(() => { if (!this.lostSince) this.#say("", "well"); }, 4_000);
    }
    return undefined;
  }

  /** @param {string} words @param {"lost" | "back" | "well"} how */
  #say(words, how) {
    this.lostSince = how === "lost" ? this.lostSince || Date.now() : 0;
    if (!this.banner || this.banner.textContent === words) return;
    this.banner.textContent = words;
    this.banner.classList.toggle("rk-banner-lost", how === "lost");
  }

  #reload() {
    if (document.hidden || this.isReloading) return;
    this.#say(WORDS.stopped, "lost");
    this.isReloading = true;
    setTimeout(() => location.reload(), reloadDelay(sessionStorage, Date.now()));
  }

  /** @param {WebSocket} socket */
  watch(socket) {
    socket.addEventListener("open", () => {
      this.isOpen = true;
      if (this.lostSince) this.check();
    });
    socket.addEventListener("message", ({ data }) => { if (saysStopped(data)) this.#reload(); });
    socket.addEventListener("close", () => {
      this.isOpen = false;
      this.check();
    });
  }
}

/** @param {string} address */
async function statusOf(address) {
  const options = { cache: /** @type {const} */ ("no-store"), signal: AbortSignal.timeout(ANSWER_MS) };
  try {
    return (await fetch(address, options)).status;
  } catch {
    return 0;
  }
}

/** @param {string | ArrayBuffer} data */
function saysStopped(data) {
  const isText = typeof data === "string";
  if ((isText ? data.length : data.byteLength) > STATUS_BYTES) return false;
  return STOPPED.test(isText ? data : new TextDecoder().decode(data));
}

/** Voilà's own front end keeps its line to itself, so lines are seen as they are made. @param {Connection} connection */
function watchSockets(connection) {
  window.WebSocket = class extends window.WebSocket {
    /** @param {string | URL} url @param {string | string[]} [protocols] */
    constructor(url, protocols) {
      super(url, protocols ?? []);
      if (LINES.test(String(url))) connection.watch(this);
    }
  };
}
