// Random JSON values and operations from a seed; PARLEY_SEED replays one seed alone.
import { child, isContainer } from '../dist/json.js';

export const seeds = (count) =>
  (process.env.PARLEY_SEED ? [Number(process.env.PARLEY_SEED)] : Array.from({ length: count }, (_, i) => i + 1));

/** Runs once per seed; a failure names its seed. */
export function forSeeds(count, run) {
  for (const seed of seeds(count)) {
    try {
      run(seeded(seed), seed);
    } catch (error) {
      error.message = `seed ${seed} (PARLEY_SEED=${seed} replays it): ${error.message}`;
      throw error;
    }
  }
}

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
export const pick = (random, list) => list[whole(random, list.length)];

const NAMES = ['a', 'b', '0', '1', '~/', '__proto__'];

export function randomJson(random, depth) {
  const kind = whole(random, depth > 0 ? 7 : 4);
  if (kind < 4) return [null, random() < 0.5, whole(random, 3), pick(random, ['x', 'y', ''])][kind];
  const size = whole(random, 4);
  if (kind === 4) return Object.fromEntries(Array.from({ length: size }, () => [pick(random, NAMES), randomJson(random, depth - 1)]));
  return Array.from({ length: size }, () => randomJson(random, depth - 1));
}

/** Operations that fit, one after the other; `apply(document, operation)` tells where each one leads. */
export function randomPatch(random, document, apply, most = 3) {
  const patch = [];
  for (let left = 1 + whole(random, most); left > 0; left--) {
    const operation = randomOperation(random, document);
    if (!operation) break;
    patch.push(operation);
    document = apply(document, operation);
  }
  return patch;
}

/** One operation that fits the document, below its root; undefined where nothing can stand below it. */
export function randomOperation(random, document, kinds = ['add', 'add', 'replace', 'remove', 'test']) {
  const places = [...containers(document)];
  if (places.length === 0) return undefined;
  const [path, container] = pick(random, places);
  const keys = Object.keys(container);
  const op = keys.length === 0 ? 'add' : pick(random, kinds);
  if (op === 'add') return { op, path: child(path, newKey(random, container)), value: random() < 0.2 ? pick(random, [{}, []]) : randomJson(random, 1) };
  const at = pick(random, keys);
  const place = { op, path: child(path, at) };
  if (op === 'replace') return { ...place, value: randomJson(random, 1) };
  return op === 'test' ? { ...place, value: container[at] } : place;
}

function newKey(random, container) {
  if (!Array.isArray(container)) return pick(random, NAMES);
  return random() < 0.2 ? '-' : whole(random, container.length + 1);
}

function* containers(value, path = '') {
  if (!isContainer(value)) return;
  yield [path, value];
  for (const [key, inner] of Object.entries(value)) yield* containers(inner, child(path, key));
}
