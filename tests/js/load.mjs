// Load a module of the kit by its name, whatever package the tests run in: the modules are
// plain `.js` files without a package.json that would make every Node take them as modules.

import { readFileSync } from "node:fs";

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
 * @param {string} folder of the package, with a slash at its end
 * @returns {(name: string) => Promise<any>} what loads a module of that folder
 */
export function loader(folder) {
  const place = new URL(`../../src/riskier/${folder}`, import.meta.url);
  return (name) => import(address(new URL(`${name}.js`, place)));
}

/** Load a module of the widgets, such as "numbers". */
export const load = loader("widgets/");
