import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rebase } from '../dist/rebase.js';
import { apply, plant, step, valueOf } from '../dist/tree.js';
import { naive } from './naive-patch.js';
import { forSeeds, randomJson, randomPatch } from './random.js';

const FIRST = 'ana\0laptop';
const SECOND = 'ben\0phone';
const steps = (patch, since, by) => patch.map((one) => step(one, since, by));
const run = (root, all) => all.reduce(apply, root);
const operations = (all) => all.map(({ operation }) => operation);

/** What `patch` of `author`, made on `document`, becomes after `other`. */
function carried(document, other, otherAuthor, patch, author) {
  const base = plant(document);
  const head = run(base, steps(other, 2, otherAuthor));
  return rebase(base, steps(patch), head, 1, author, new Map());
}

const DOCUMENT = { l: ['a', 'b', 'c', 'd'], x: 1, y: 2, o: { k: 1 }, e: {}, u: { 0: 0, 1: 1, 2: 2, 3: 3 } };
const rows = [...readFileSync(new URL('../../../docs/rebase.md', import.meta.url), 'utf8')
  .split('## Worked cases')[1].matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map((row) => row.slice(1).map((cell) => cell.trim())).filter(([a]) => a !== 'a' && !/^-+$/.test(a));

/** `add /l/1 N; remove ""` and so on; a bare word is a text. */
function read(text) {
  return text.split('; ').filter((part) => !part.startsWith('dropped')).map((part) => {
    const [op, first, ...rest] = part.split(' ');
    const path = first === '""' ? '' : first;
    if (op === 'move' || op === 'copy') return { op, from: path, path: rest[0] };
    if (op === 'remove') return { op, path };
    const value = rest.join(' ');
    return { op, path, value: /^[A-Z]$/.test(value) ? value : JSON.parse(value) };
  });
}

test('every worked case of docs/rebase.md', () => {
  assert.ok(rows.length > 25, `${rows.length} rows`);
  for (const [a, b, becomes] of rows) {
    const [first, second] = a.includes('sorts after') ? [SECOND, FIRST] : [FIRST, SECOND];
    const { located, lost, refused } = carried(DOCUMENT, read(a.replace(/, by a client.*/, '')), first, read(b), second);
    if (/^[A-Z_]+$/.test(becomes)) {
      assert.equal(refused, becomes, `${a} | ${b}`);
      continue;
    }
    assert.deepEqual(operations(located), read(becomes), `${a} | ${b}`);
    const reasons = [...becomes.matchAll(/dropped ([a-z-]+)/g)].map((match) => match[1]);
    assert.deepEqual(lost.map(({ reason }) => reason), reasons, `${a} | ${b}`);
  }
});

test('over nothing a patch stays what it is', () => {
  forSeeds(5_000, (random) => {
    const document = randomJson(random, 3);
    const patch = randomPatch(random, document, (before, one) => naive(before, [one]));
    const { located, lost, head } = carried(document, [], FIRST, patch, SECOND);
    assert.deepEqual(operations(located), patch);
    assert.deepEqual(lost, []);
    assert.deepEqual(JSON.stringify(valueOf(head)), JSON.stringify(naive(document, patch)));
  });
});

test('what becomes of a patch applies strictly after the other one, and every operation is kept or told', () => {
  let refusals = 0;
  forSeeds(20_000, (random) => {
    const document = randomJson(random, 3);
    const one = (before, operation) => naive(before, [operation]);
    const other = randomPatch(random, document, one);
    const patch = randomPatch(random, document, one);
    const { located, lost, head, refused } = carried(document, other, FIRST, patch, SECOND);
    assert.equal(located.length + lost.length, patch.length, 'kept or told');
    if (refused) refusals++;
    assert.equal(JSON.stringify(valueOf(head)), JSON.stringify(naive(naive(document, other), operations(located))));
  });
  assert.ok(process.env.PARLEY_SEED || refusals > 50, `${refusals} refused`);
});

test('a surviving leaf that is written is that leaf and no other', () => {
  forSeeds(10_000, (random) => {
    const document = Array.from({ length: 6 }, (_, index) => `leaf ${index}`);
    const other = randomPatch(random, document, (before, operation) => naive(before, [operation]), 5);
    const target = Math.floor(random() * 6);
    const { head, located } = carried(document, other, FIRST, [{ op: 'replace', path: `/${target}`, value: 'mine' }], SECOND);
    const after = naive(document, other);
    const survivors = after.filter((leaf) => leaf === `leaf ${target}`).length;
    if (survivors === 0) return;
    const written = naive(after, operations(located));
    assert.equal(written.indexOf('mine'), after.indexOf(`leaf ${target}`));
    assert.equal(written.length, after.length);
    assert.ok(head.kids);
  });
});

test('two runs at one place do not interleave, whoever comes first', () => {
  const inserted = (letter, author) => ({ author, patch: [0, 1, 2].map((index) => ({ op: 'add', path: `/${index + 1}`, value: `${letter}${index}` })) });
  const [a, b] = [inserted('A', FIRST), inserted('B', SECOND)];
  for (const [early, late] of [[a, b], [b, a]]) {
    const base = plant(['x', 'y']);
    const after = early.patch.map((one) => step(one, 2, early.author)).reduce(apply, base);
    const { head } = rebase(base, steps(late.patch), after, 1, late.author, new Map());
    assert.deepEqual(valueOf(head), ['x', 'A0', 'A1', 'A2', 'B0', 'B1', 'B2', 'y']);
  }
});
