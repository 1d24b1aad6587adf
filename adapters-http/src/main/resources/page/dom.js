// Elements without markup in strings: what users write only ever becomes text.

export const $ = (id) => document.getElementById(id);

/** An element: properties, then children. `data`, `aria` and functions (listeners) are understood. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name in element && name !== 'role') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const button = (label, click, properties = {}) =>
  el('button', { type: 'button', className: 'quiet', textContent: label, click, ...properties });

export async function copy(text, control) {
  const label = control.textContent;
  try {
    await navigator.clipboard.writeText(text);
    control.textContent = 'Copied';
  } catch {
    control.textContent = 'Select and copy by hand';
  }
  setTimeout(() => { control.textContent = label; }, 1_500);
}

let waiting;
/** Says something to a screen reader once things have been calm for a moment. */
export function announce(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { $('announcer').textContent = text; }, 1_000);
}
