// What the page holds as data, and the state that it shows.

import { initial } from "./state.js";

/** @type {import("./types").Data} */
export const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");

/** The state that is shown; page.js changes it, cards read it. */
export const shown = { state: initial(data) };
