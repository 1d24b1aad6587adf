// What a typed text means.
import { child } from './parley.js';

/** What a typed text means where `old` stood: text stays text; elsewhere JSON if it is JSON. */
export function interpret(text, old) {
  if (typeof old === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The operation that adds what was typed into a container. */
export function addition(path, container, key, text) {
  const value = interpret(text);
  return Array.isArray(container)
    ? { op: 'add', path: `${path}/-`, value }
    : { op: Object.hasOwn(container, key) ? 'replace' : 'add', path: child(path, key), value };
}
