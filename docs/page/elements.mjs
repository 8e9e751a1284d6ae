// Elements of the page, made without any text being read as markup.

/** An element with attributes and children; texts stay texts. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const byId = (id) => document.getElementById(id);
export const classOf = (code) => (code >= 100 && code < 600 ? Math.floor(code / 100) : 0);
export const padded = (code) => String(code).padStart(3, "0");

export function queryLink(query, text = query) {
  return make("a", { href: `?q=${encodeURIComponent(query)}`, "data-query": query }, text);
}

export function snippet(text, name) {
  const button = make("button", { type: "button", "aria-label": `Copy: ${name}`, "data-copy": true }, "Copy");
  return make("div", { class: "snippet" }, make("span", {}, name), make("pre", {}, make("code", {}, text)), button);
}

export async function copy(button) {
  const text = button.closest(".snippet").querySelector("pre").textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a file may not have the clipboard's interface: select the text and use the old command.
    const range = document.createRange();
    range.selectNodeContents(button.closest(".snippet").querySelector("pre"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

export function facts(rows) {
  const shown = rows.filter(([, value]) => value !== "" && value !== null && value !== undefined && value.length !== 0);
  return make("dl", { class: "facts" }, shown.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

export const joined = (items) => items.flatMap((item, i) => (i === 0 ? [item] : [", ", item]));
