// The room's HTTP API, as a participant uses it.

import { askedDelay } from "./backoff.js";

// A call that got lost is repeated by the system after 1, 3 and 7 s, then only after 15.
const REQUEST_MS = 8_000;

/** An answer of the API that is not 2xx; status 0 when there was no answer at all. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {{code?: string, message?: string, field?: string}} body
   * @param {number} waitMs what `Retry-After` asked for, or 0
   */
  constructor(status, body = {}, waitMs = 0) {
    super(body.message ?? "");
    this.status = status;
    this.code = body.code ?? "";
    this.field = body.field ?? null;
    this.waitMs = waitMs;
  }

  /** What to tell a person who pressed a button. */
  get words() {
    if (this.status === 0) return "No connection. Please try again in a moment.";
    return this.message || "That did not work. Please try again in a moment.";
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether the room or this person's place in it is no longer there. */
  get isGone() {
    return this.status === 401 || (this.status === 404 && this.code === "unknown_room");
  }
}

/** One room, seen with one person's token. */
export class RoomApi {
  /**
   * @param {string} base the address the kit is served under, with a slash at the end
   * @param {string} code
   */
  constructor(base, code) {
    this.base = base;
    this.root = `${base}api/rooms/${encodeURIComponent(code)}`;
    /** @type {string | null} */
    this.token = null;
  }

  /**
   * Join as a new person, or as the one whose resume code this is.
   *
   * @param {string} [resumeCode]
   * @returns {Promise<{token: string, resume_code: string}>}
   */
  join(resumeCode) {
    const body = resumeCode ? { resume_code: resumeCode } : {};
    return this.#ask("POST", "/participants", body);
  }

  /**
   * @param {string} activity @param {number} round @param {any} answer
   * @returns {Promise<{seq: number}>} once the answer is on disk
   */
  save(activity, round, answer) {
    return this.#ask("PUT", `/answers/${encodeURIComponent(activity)}/${round}`, { answer });
  }

  /** @param {string} id of an activity or exhibit @param {number} round @returns {Promise<any>} */
  finding(id, round) {
    return this.#ask("GET", `/findings/${encodeURIComponent(id)}/${round}`);
  }

  /** @param {string} id @param {number} round @returns {Promise<any>} what one may play with */
  played(id, round) {
    return this.#ask("GET", `/findings/${encodeURIComponent(id)}/${round}?format=play`);
  }

  /**
   * Open the stream of events.
   *
   * @param {string | null} lastId the last event seen
   * @param {AbortSignal} signal
   * @returns {Promise<Response>}
   */
  async events(lastId, signal) {
    const headers = this.#headers();
    headers.Accept = "text/event-stream";
    if (lastId !== null) headers["Last-Event-ID"] = lastId;
    const response = await fetch(`${this.root}/events`, { headers, signal, cache: "no-store" });
    if (!response.ok) throw await refusal(response);
    return response;
  }

  /** @returns {Record<string, string>} */
  #headers() {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  #ask(method, path, body) {
    return request(this.root + path, method, body, this.#headers());
  }
}

/**
 * Ask the API for something; rejects with an `ApiError`.
 *
 * @param {string} address @param {string} method @param {object} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>}
 */
export async function request(address, method, body, headers = {}) {
  const stop = new AbortController();
  const timeout = setTimeout(() => stop.abort(), REQUEST_MS);
  try {
    const response = await fetch(address, {
      method,
      headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
      body: body && JSON.stringify(body),
      signal: stop.signal,
      cache: "no-store",
    });
    if (!response.ok) throw await refusal(response);
    return await response.json();
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0);
  } finally {
    clearTimeout(timeout);
  }
}

/** @param {Response} response @returns {Promise<ApiError>} */
async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  return new ApiError(response.status, body, askedDelay(response.headers.get("Retry-After")));
}
