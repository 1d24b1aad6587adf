// The difference of two values as a JSON Patch (RFC 6902), and what is at a pointer.
import { child, equal, segments } from './parley.js';

export const parent = (path) => path.slice(0, path.lastIndexOf('/'));

export const isContainer = (value) => value !== null && typeof value === 'object';

/** The value at a pointer, or undefined. */
export function at(document, path) {
  let node = document;
  for (const key of segments(path)) {
    if (!isContainer(node) || !Object.hasOwn(node, key) || (Array.isArray(node) && !/^\d+$/.test(key))) return undefined;
    node = node[key];
  }
  return node;
}

/** Operations that lead from one value to another; arrays are compared by their longest common run of elements. */
export function diff(before, after, path = '') {
  if (equal(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ op: 'replace', path, value: after }];
  }
  return Array.isArray(before) ? diffArrays(before, after, path) : diffObjects(before, after, path);
}

function diffObjects(before, after, path) {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key) => ({ op: 'remove', path: child(path, key) })),
    ...Object.keys(after).flatMap((key) => Object.hasOwn(before, key)
      ? diff(before[key], after[key], child(path, key))
      : [{ op: 'add', path: child(path, key), value: after[key] }]),
  ];
}

function diffArrays(before, after, path) {
  const operations = [];
  let index = 0;
  for (const { removed, added } of runs(before, after)) {
    const pairs = Math.min(removed.length, added.length);
    for (let i = 0; i < pairs; i++) operations.push(...diff(removed[i], added[i], child(path, index++)));
    for (let i = pairs; i < removed.length; i++) operations.push({ op: 'remove', path: child(path, index) });
    for (let i = pairs; i < added.length; i++) operations.push({ op: 'add', path: child(path, index++), value: added[i] });
    index += 1;
  }
  return operations;
}

/** The runs between common elements: what went and what came before each of them, and at the end. */
function runs(before, after) {
  const common = commonElements(before, after);
  const found = [];
  let b = 0;
  let a = 0;
  for (const [nextB, nextA] of [...common, [before.length, after.length]]) {
    found.push({ removed: before.slice(b, nextB), added: after.slice(a, nextA) });
    b = nextB + 1;
    a = nextA + 1;
  }
  return found;
}

const TABLE_LIMIT = 250_000;

function commonElements(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start], after[start])) start++;
  let endB = before.length;
  let endA = after.length;
  while (endB > start && endA > start && equal(before[endB - 1], after[endA - 1])) { endB--; endA--; }
  const pairs = Array.from({ length: start }, (_, i) => [i, i]);
  if (endB - start !== endA - start && (endB - start) * (endA - start) <= TABLE_LIMIT) {
    pairs.push(...longest(before.slice(start, endB), after.slice(start, endA)).map(([b, a]) => [b + start, a + start]));
  }
  for (let b = endB, a = endA; b < before.length; b++, a++) pairs.push([b, a]);
  return pairs;
}

function longest(before, after) {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let b = before.length - 1; b >= 0; b--) {
    for (let a = after.length - 1; a >= 0; a--) {
      lengths[b][a] = equal(before[b], after[a]) ? lengths[b + 1][a + 1] + 1 : Math.max(lengths[b + 1][a], lengths[b][a + 1]);
    }
  }
  const pairs = [];
  for (let b = 0, a = 0; b < before.length && a < after.length;) {
    if (equal(before[b], after[a])) pairs.push([b++, a++]);
    else if (lengths[b + 1][a] >= lengths[b][a + 1]) b++;
    else a++;
  }
  return pairs;
}
