// What the page holds as data.

/** @type {import("./types").Data} */
export const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");
