// Load a widget's module by its name, whatever package the tests run in: the modules are
// plain `.js` files without a package.json that would make every Node take them as modules.

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../src/riskier/widgets/", import.meta.url);

/**
 * @param {string} name such as "numbers"
 * @returns {string} a data address of the module and all that it imports
 */
function address(name) {
  const text = readFileSync(new URL(`${name}.js`, FOLDER), "utf8");
  const whole = text.replace(/(?<=from ")\.\/([a-z]+)\.js(?=")/g, (_, other) => address(other));
  return `data:text/javascript,${encodeURIComponent(whole)}`;
}

/**
 * @param {string} name
 * @returns {Promise<any>}
 */
export function load(name) {
  return import(address(name));
}
