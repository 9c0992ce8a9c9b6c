// What the server wrote into a page's head.

/** @param {string} name @returns {string} "" when it is not there */
export function meta(name) {
  return document.querySelector(`meta[name="riskier-${name}"]`)?.getAttribute("content") ?? "";
}
