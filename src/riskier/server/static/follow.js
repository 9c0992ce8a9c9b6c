// Following the room: one stream of events, opened again whenever it breaks.

import { ApiError } from "./api.js";
import { backoffDelay } from "./backoff.js";
import { moment, mostSince } from "../../widgets/clock.js";
import { EventParser } from "./sse.js";

// The server speaks every 4 s.
const SILENCE_MS = 10_000;
const STALE_MS = 6_000;
// A call that got lost is repeated by the system after 1, 3 and 7 s, then only after 15.
const CONNECT_MS = 8_000;
const PATIENCE_MS = 2_000;

/** Keeps one stream of the room's events open for as long as the page lives. */
export class Follower {
  /**
   * @param {object} parts
   * @param {(lastId: string | null, signal: AbortSignal) => Promise<Response>} parts.open
   * @param {(state: any) => void} parts.onState
   * @param {(isConnected: boolean) => void} parts.onLine
   * @param {(error: ApiError) => void} parts.onGone
   */
  constructor({ open, onState, onLine, onGone }) {
    this.open = open;
    this.onState = onState;
    this.onLine = onLine;
    this.onGone = onGone;
    /** @type {string | null} */
    this.lastId = null;
    this.attempt = 0;
    this.lastHeard = moment();
    this.isStopped = true;
    this.isConnected = false;
    /** @type {AbortController | null} */
    this.current = null;
  }

  /** Start following, from the newest state on. */
  start() {
    this.isStopped = false;
    this.lastId = null;
    this.#connect();
    this.#doubt();
  }

  /** Stop for good: the workshop is over, or the room is gone. */
  stop() {
    this.isStopped = true;
    this.#hangUp();
    clearTimeout(this.doubt);
  }

  /** Look at once whether the line is there: the page woke up, or the network changed. */
  wake() {
    const isFresh = this.isConnected && mostSince(this.lastHeard) < STALE_MS;
    if (this.isStopped || isFresh) return;
    this.attempt = 0;
    this.#connect();
  }

  /** The browser says that the network is gone. */
  lost() {
    if (this.isStopped) return;
    this.#line(false);
    this.#again();
  }

  async #connect() {
    this.#hangUp();
    const connection = new AbortController();
    this.current = connection;
    this.#watch(CONNECT_MS);
    let asked = 0;
    try {
      const response = await this.open(this.lastId, connection.signal);
      await this.#read(response, connection);
    } catch (error) {
      const isGone = error instanceof ApiError && error.isGone;
      if (isGone && connection === this.current) this.#gone(error);
      if (error instanceof ApiError) asked = error.waitMs;
    }
    if (connection === this.current && !this.isStopped) this.#again(asked);
  }

  /** @param {Response} response @param {AbortController} connection */
  async #read(response, connection) {
    const parser = new EventParser((event) => connection === this.current && this.#hear(event));
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.push(decoder.decode(value, { stream: true }));
    }
  }

  /** @param {import("./sse.js").ServerEvent} event */
  #hear(event) {
    this.lastHeard = moment();
    this.attempt = 0;
    if (event.id !== null) this.lastId = event.id;
    this.#watch(SILENCE_MS);
    if (event.event === "gone") return this.#gone(new ApiError(404, JSON.parse(event.data)));
    // First: what the state has to announce must not be talked over.
    this.#line(true);
    if (event.event === "state") this.#tell(JSON.parse(event.data));
    return undefined;
  }

  /** @param {any} state */
  #tell(state) {
    try {
      this.onState(state);
    } catch (error) {
      // A fault of the page must not look like a broken line and be tried for ever.
      console.error(error);
    }
  }

  /** @param {ApiError} error */
  #gone(error) {
    this.stop();
    this.onGone(error);
  }

  /** @param {number} [atLeast] milliseconds that the server asked us to wait */
  #again(atLeast = 0) {
    this.#hangUp();
    const delay = Math.max(atLeast, backoffDelay(this.attempt));
    this.timer = setTimeout(() => this.#connect(), delay);
    this.attempt += 1;
    this.#doubt();
  }

  /** Say that the line is gone unless it is back within moments. */
  #doubt() {
    if (this.doubt) return;
    this.doubt = setTimeout(() => this.#line(false), PATIENCE_MS);
  }

  /** @param {boolean} isConnected */
  #line(isConnected) {
    clearTimeout(this.doubt);
    this.doubt = undefined;
    this.isConnected = isConnected;
    this.onLine(isConnected);
  }

  /** @param {number} ms of silence after which the line counts as dead */
  #watch(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#again(), ms);
  }

  #hangUp() {
    clearTimeout(this.timer);
    const connection = this.current;
    this.current = null;
    connection?.abort();
  }
}

/**
 * Look at the line whenever the device wakes up, or its network comes or goes.
 *
 * @param {Follower} follower
 */
export function wakeWithDevice(follower) {
  window.addEventListener("online", () => follower.wake());
  window.addEventListener("offline", () => follower.lost());
  window.addEventListener("pageshow", () => follower.wake());
  document.addEventListener("visibilitychange", () => !document.hidden && follower.wake());
}
