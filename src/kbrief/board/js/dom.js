// Elements: how they are made, found and filled.

/**
 * Return the element of an id that the page has.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Return a new element with text and attributes.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} text
 * @param {Record<string, string>} attributes
 */
export function make(name, text = "", attributes = {}) {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/**
 * Give an element its text, if it has another.
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Return all inputs that a selector finds.
 * @param {string} selector
 */
export function inputs(selector) {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(selector)]);
}
