// The widgets that live in a page's kernel, as models that the page's views can use.

import { WidgetModel } from "./model.js";

const REFERENCE = "IPY_MODEL_";

/** A widget in the kernel: what the page changes goes there, what Python changes comes here. */
export class KernelModel extends WidgetModel {
  /** @param {string} id @param {Record<string, any>} state @param {import("./kernelline.js").KernelLine} line */
  constructor(id, state, line) {
    super(state, (changes) => {
      line.say("comm_msg", { comm_id: id, data: { method: "update", state: changes, buffer_paths: [] } });
    });
    this.id = id;
    this.line = line;
  }

  /** Tell the widget's twin in Python something that is no state. @param {any} content */
  send(content) {
    this.line.say("comm_msg", { comm_id: this.id, data: { method: "custom", content } });
  }

  /** Take what the kernel says. @param {Record<string, any>} state */
  take(state) {
    for (const [key, value] of Object.entries(state)) this.put(key, value);
  }

  /** Hear what the twin in Python says that is no state. @param {any} content */
  hear(content) {
    for (const callback of [...(this.listeners.get("msg:custom") ?? [])]) callback(content, []);
  }
}

/** All widgets of a kernel, kept up to date by its messages. */
export class KernelModels {
  /** @param {import("./kernelline.js").KernelLine} line @param {() => void} onStates */
  constructor(line, onStates) {
    this.line = line;
    this.onStates = onStates;
    this.control = "";
    /** @type {Map<string, KernelModel>} */
    this.known = new Map();
  }

  /** Ask for everything there is; `onStates` is called when it is here. */
  ask() {
    this.control = crypto.randomUUID?.() ?? `control-${Date.now()}`;
    const comm_id = this.control;
    this.line.say("comm_open", { comm_id, target_name: "jupyter.widget.control", data: {} });
    this.line.say("comm_msg", { comm_id, data: { method: "request_states" } });
  }

  /** @param {string} reference as widgets name one another @returns {KernelModel | undefined} */
  get(reference) {
    return this.known.get(reference.replace(REFERENCE, ""));
  }

  /** @param {import("./kernelwire.js").Message} message */
  hear({ header, content }) {
    if (header.msg_type === "comm_open") this.#take(content.comm_id, content.data.state ?? {});
    else if (header.msg_type === "comm_close") this.known.delete(content.comm_id);
    else if (header.msg_type === "comm_msg") this.#hearOne(content.comm_id, content.data);
  }

  /** @param {string} id @param {any} data */
  #hearOne(id, data) {
    if (id === this.control && data.states) {
      for (const [each, { state }] of Object.entries(data.states)) this.#take(each, state);
      this.onStates();
    } else if (data.method === "update") {
      this.known.get(id)?.take(data.state);
    } else if (data.method === "custom") {
      this.known.get(id)?.hear(data.content);
    }
  }

  /** @param {string} id @param {Record<string, any>} state */
  #take(id, state) {
    const model = this.known.get(id);
    if (model) model.take(state);
    else this.known.set(id, new KernelModel(id, state, this.line));
  }
}
