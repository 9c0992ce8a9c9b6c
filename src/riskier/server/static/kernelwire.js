// A kernel's messages as they travel over a page's socket: Jupyter's binary form, version 1.

export const SUBPROTOCOL = "v1.kernel.websocket.jupyter.org";
const WORD = 8; // each offset is a 64-bit number
const PARTS = ["header", "parent_header", "metadata", "content"];

/**
 * A message: its channel, header, parent_header, metadata and content.
 *
 * @typedef {{channel: string, header: any, parent_header: any, metadata: any, content: any}} Message
 */

/** @param {Message} message @returns {ArrayBuffer} */
export function packMessage(message) {
  const encoder = new TextEncoder();
  const texts = [message.channel, ...PARTS.map((name) => JSON.stringify(/** @type {any} */ (message)[name]))];
  const parts = texts.map((text) => encoder.encode(text));
  const count = parts.length + 1;
  let offset = WORD * (count + 1);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, offset));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(count), true);
  parts.forEach((part, index) => {
    view.setBigUint64(WORD * (index + 1), BigInt(offset), true);
    bytes.set(part, offset);
    offset += part.length;
  });
  view.setBigUint64(WORD * count, BigInt(offset), true);
  return bytes.buffer;
}

/** @param {ArrayBuffer} data @returns {Message} */
export function unpackMessage(data) {
  const view = new DataView(data);
  const decoder = new TextDecoder();
  /** @param {number} index */
  const offset = (index) => Number(view.getBigUint64(WORD * (index + 1), true));
  /** @param {number} index */
  const text = (index) => decoder.decode(new Uint8Array(data, offset(index), offset(index + 1) - offset(index)));
  const named = PARTS.map((name, index) => [name, JSON.parse(text(index + 1))]);
  return { channel: text(0), ...Object.fromEntries(named) };
}
