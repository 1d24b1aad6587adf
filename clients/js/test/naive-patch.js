// JSON Patch as RFC 6902 tells it, step by step on a copy: slow, changed in place, and written apart from the client.
import { isDeepStrictEqual } from 'node:util';

export function naive(document, operations) {
  const box = { root: structuredClone(document) };
  for (const operation of operations) run(box, operation);
  return box.root;
}

const fail = (why) => { throw new Error(why); };
const parts = (path) => path.slice(1).split('/').map((s) => s.replace(/~1/g, '/').replace(/~0/g, '~'));

/** The holder of what is at a path, and the key in it. */
function walk(box, path) {
  let holder = box;
  let key = 'root';
  if (path !== '') {
    for (const part of parts(path)) {
      holder = there(holder, key);
      if (holder === null || typeof holder !== 'object') fail('not a container');
      key = part;
    }
  }
  return [holder, key];
}

function there(holder, key) {
  if (Array.isArray(holder) && !/^(0|[1-9][0-9]*)$/.test(key)) fail('not an index');
  if (!Object.prototype.hasOwnProperty.call(holder, key)) fail('nothing there');
  return holder[key];
}

function take(box, path) {
  const [holder, key] = walk(box, path);
  const value = there(holder, key);
  if (holder === box) fail('not the root');
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return value;
}

function put(box, path, value) {
  const [holder, key] = walk(box, path);
  if (!Array.isArray(holder)) define(holder, key, value);
  else if (key === '-') holder.push(value);
  else if (/^(0|[1-9][0-9]*)$/.test(key) && Number(key) <= holder.length) holder.splice(Number(key), 0, value);
  else fail('no such place');
}

const define = (holder, key, value) => Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
const at = (box, path) => there(...walk(box, path));

function run(box, { op, path, from, value }) {
  switch (op) {
    case 'add': return put(box, path, structuredClone(value));
    case 'remove': return take(box, path);
    case 'replace': { const [holder, key] = walk(box, path); there(holder, key); return define(holder, key, structuredClone(value)); }
    case 'move':
      if (path.startsWith(`${from}/`)) fail('into itself');
      if (path === from) return at(box, from);
      return put(box, path, take(box, from));
    case 'copy': return put(box, path, structuredClone(at(box, from)));
    case 'test': return isDeepStrictEqual(sorted(at(box, path)), sorted(value)) || fail('not equal');
    default: return fail('unknown');
  }
}

const sorted = (value) => JSON.stringify(value, (_, v) => (v && typeof v === 'object' && !Array.isArray(v) ? Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)) : v));
