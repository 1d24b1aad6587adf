// Random JSON values and operations from a seed; PARLEY_SEED replays one seed alone.
import { child, isContainer } from '../../adapters-http/src/main/resources/page/patch.js';

export const seeds = (count) =>
  (process.env.PARLEY_SEED ? [Number(process.env.PARLEY_SEED)] : Array.from({ length: count }, (_, i) => i + 1));

/** mulberry32: small, good enough, the same everywhere. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const whole = (random, below) => Math.floor(random() * below);

export function randomJson(random, depth) {
  const kind = whole(random, depth > 0 ? 7 : 4);
  if (kind < 4) return [null, random() < 0.5, whole(random, 3), 'abc'[whole(random, 3)]][kind];
  const size = whole(random, 4);
  const member = () => [['a', 'b', '0', '~/'][whole(random, 4)], randomJson(random, depth - 1)];
  if (kind === 4) return Object.fromEntries(Array.from({ length: size }, member));
  return Array.from({ length: size }, () => randomJson(random, depth - 1));
}

/** One operation that fits the document, below its root. */
export function randomOperation(random, document) {
  const places = [...containers(document)];
  const [path, container] = places[whole(random, places.length)];
  const keys = Object.keys(container);
  const value = randomJson(random, 1);
  if (keys.length === 0 || random() < 0.4) {
    const key = Array.isArray(container) ? whole(random, container.length + 1) : 'abcd'[whole(random, 4)];
    return { op: 'add', path: child(path, key), value };
  }
  const at = child(path, keys[whole(random, keys.length)]);
  return random() < 0.5 ? { op: 'replace', path: at, value } : { op: 'remove', path: at };
}

function* containers(node, path = '') {
  if (!isContainer(node)) return;
  yield [path, node];
  for (const [key, inner] of Object.entries(node)) yield* containers(inner, child(path, key));
}
