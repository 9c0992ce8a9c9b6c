// Loading a widget's module, also over a line that fails now and then.

import { backoffDelay } from "./backoff.js";

const MODULE_TRIES = 6;

/**
 * Returns a loader of widgets by name; each is fetched once.
 *
 * @param {string} base
 * @param {string} version
 * @returns {(name: string) => Promise<{render: Function}>}
 */
export function widgetLoader(base, version) {
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  return (name) => {
    if (!loaded.has(name)) {
      const address = `${base}static/riskier/widgets/${name}.js?v=${version}`;
      const loading = fetched(address).catch((error) => {
        loaded.delete(name);
        throw error;
      });
      loaded.set(name, loading);
    }
    return /** @type {Promise<any>} */ (loaded.get(name));
  };
}

/**
 * Returns a function that puts a widget's own styles on the page, once each.
 *
 * @param {string} base
 * @param {string} version
 * @returns {(name: string) => Promise<void>}
 */
export function dresser(base, version) {
  return (name) => {
    const href = `${base}static/riskier/widgets/${name}.css?v=${version}`;
    if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    return new Promise((resolve, reject) => {
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        reject(new Error(`No styles for ${name}`));
      };
      document.head.append(link);
    });
  };
}

/** @param {string} address */
async function fetched(address) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // Browsers remember that a module failed; another address makes them ask again.
      const module = await import(attempt ? `${address}&again=${attempt}` : address);
      return module.default;
    } catch (error) {
      if (attempt >= MODULE_TRIES) throw error;
      await pause(backoffDelay(attempt));
    }
  }
}

/** @param {number} ms @returns {Promise<void>} */
export function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
