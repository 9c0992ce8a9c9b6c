// Load a module of the participant page, whatever Node takes plain `.js` files for.

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../src/riskier/server/static/", import.meta.url);

/**
 * @param {URL} file
 * @returns {string} a data address of the module and all that it imports
 */
function address(file) {
  const text = readFileSync(file, "utf8");
  const whole = text.replace(/(?<=^import .* from "|^} from ")\.[^"]+(?=")/gm, (other) =>
    address(new URL(other, file)),
  );
  return `data:text/javascript,${encodeURIComponent(whole)}`;
}

/**
 * @param {string} name such as "outbox"
 * @returns {Promise<any>}
 */
export function load(name) {
  return import(address(new URL(`${name}.js`, FOLDER)));
}
