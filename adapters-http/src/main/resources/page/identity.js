// Who and where this window is: the room in the address, a suggested name, a colour, and a device of its own.

const TINTS = ['amber', 'azure', 'coral', 'copper', 'ivory', 'jade', 'lilac', 'maple', 'misty', 'olive', 'silver', 'sunny'];
const ANIMALS = ['badger', 'crane', 'fox', 'gecko', 'heron', 'lynx', 'marten', 'otter', 'owl', 'seal', 'swift', 'wren'];
// In an order in which the usual colours of neighbours differ.
const NAMES = ['Elif', 'Chiara', 'Ada', 'Femi', 'Grace', 'Kofi', 'Lena', 'Dario', 'Bilal', 'Hiro', 'Ines', 'Jonas', 'Mateo',
  'Quinn', 'Sami', 'Olga', 'Priya', 'Rosa', 'Noor', 'Tuva', 'Uma', 'Viktor', 'Wanda', 'Ximena', 'Yara', 'Zeno'];
export const COLOURS = ['teal', 'indigo', 'rose', 'green', 'amber', 'violet', 'blue', 'olive', 'plum', 'slate'];

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** The room's name in the address, made fit for a topic segment; a new one where there is none. */
export function roomFrom(search, random = Math.random) {
  const wanted = (new URLSearchParams(search).get('room') ?? '').toLowerCase().replace(/[^a-z0-9_-]+/g, '-').slice(0, 60);
  return wanted.replace(/^-+|-+$/g, '') || `${pick(TINTS, random)}-${pick(ANIMALS, random)}`;
}

/** A name for a new window: the next one in turn, so that two windows of one browser are two people. */
export function suggestName(storage, random = Math.random) {
  const last = Number(storage.getItem('parley.names') ?? Math.floor(random() * NAMES.length));
  storage.setItem('parley.names', String((last + 1) % NAMES.length));
  return NAMES[last % NAMES.length];
}

/** Printable, trimmed, not empty; else undefined. */
export function cleanName(text) {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim().slice(0, 40) || undefined;
}

/** The colour a name has until its owner takes another. */
export function usualColour(user) {
  let hash = 7;
  for (const character of user) hash = (hash * 31 + character.codePointAt(0)) % 1_000_003;
  return hash % COLOURS.length;
}

export const freshDevice = () => crypto.randomUUID();

/**
 * This tab's device id. It outlives a reload; a duplicated tab copies it, so it is held under a lock, and a tab that
 * finds its lock taken becomes a device of its own.
 */
export async function ownDevice(storage, locks) {
  let device = storage.getItem('parley.device') ?? freshDevice();
  if (locks && !(await held(locks, device))) {
    device = freshDevice();
    await held(locks, device);
  }
  storage.setItem('parley.device', device);
  return device;
}

const held = (locks, device) => new Promise((answer) => {
  locks.request(`parley:${device}`, { ifAvailable: true }, (lock) => {
    answer(lock !== null);
    return lock && new Promise(() => {});
  });
});
