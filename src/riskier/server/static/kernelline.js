// A page's line to its kernel.

import { backoffDelay } from "./backoff.js";
import { packMessage, SUBPROTOCOL, unpackMessage } from "./kernelwire.js";

/** Opens again when it breaks; what was said meanwhile is said then, in order. */
export class KernelLine {
  /**
   * @param {string} address of the kernel's channels
   * @param {{onOpen: () => void, onMessage: (message: import("./kernelwire.js").Message) => void}} events
   */
  constructor(address, events) {
    this.session = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    this.address = `${address}?session_id=${this.session}`;
    this.events = events;
    /** @type {ArrayBuffer[]} */
    this.waiting = [];
    this.attempt = 0;
    this.count = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
  }

  open() {
    const socket = new WebSocket(this.address, [SUBPROTOCOL]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.attempt = 0;
      for (const data of this.waiting.splice(0)) socket.send(data);
      this.events.onOpen();
    };
    socket.onmessage = ({ data }) => this.events.onMessage(unpackMessage(data));
    socket.onclose = () => whenSeen(() => setTimeout(() => this.open(), backoffDelay(this.attempt++)));
    this.socket = socket;
  }

  /** @param {string} kind @param {any} content */
  say(kind, content) {
    const data = this.#message(kind, content);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(data);
    else this.waiting.push(data);
  }

  /** @param {string} kind @param {any} content */
  #message(kind, content) {
    this.count += 1;
    const header = {
      msg_id: `${this.session}_${this.count}`,
      msg_type: kind,
      session: this.session,
      username: "",
      version: "5.3",
      date: new Date().toISOString(),
    };
    // The protocol of ipywidgets by which a page asks for all widgets at once.
    const metadata = kind === "comm_open" ? { version: "1.0.0" } : {};
    return packMessage({ channel: "shell", header, parent_header: {}, metadata, content });
  }
}

/** A hidden page is in no hurry, and a laptop with many of them would knock all night. @param {() => void} act */
function whenSeen(act) {
  if (document.hidden) document.addEventListener("visibilitychange", act, { once: true });
  else act();
}
