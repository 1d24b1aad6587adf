import assert from 'node:assert/strict';
import { test } from 'node:test';
import { child, equal, segments } from '../dist/json.js';
import { apply, plant, step, valueOf } from '../dist/tree.js';
import { naive } from './naive-patch.js';
import { forSeeds, pick, randomJson, randomOperation, whole } from './random.js';

const applied = (document, operations) => valueOf(operations.map((one) => step(one)).reduce(apply, plant(document)));
const ok = (document, operations, expected) => assert.deepEqual(applied(document, operations), expected);
const refused = (document, operation) => assert.throws(() => applied(document, [operation]), { name: 'ParleyError', code: 'INVALID_PATCH' });

test('add puts members, elements and the whole document', () => {
  ok({ a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 });
  ok([1, 3], [{ op: 'add', path: '/1', value: 2 }], [1, 2, 3]);
  ok([1], [{ op: 'add', path: '/-', value: 2 }], [1, 2]);
  ok({ a: 1 }, [{ op: 'add', path: '', value: [] }], []);
  for (const path of ['/2', '/01', '/-1', '/1.0', '/4294967296', '/x', '/0/x']) refused([1], { op: 'add', path, value: 0 });
});

test('replace and remove need something there', () => {
  ok({ a: [1, 2] }, [{ op: 'replace', path: '/a/0', value: 9 }], { a: [9, 2] });
  ok({ a: [1, 2] }, [{ op: 'remove', path: '/a/0' }], { a: [2] });
  refused({}, { op: 'replace', path: '/a', value: 1 });
  refused([1], { op: 'remove', path: '/-' });
  refused('text', { op: 'remove', path: '/length' });
  refused({}, { op: 'remove', path: '' });
});

test('move, copy and test', () => {
  ok({ a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 });
  ok([1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]);
  ok({ a: 1, b: 2 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 });
  ok({ a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] });
  ok({ a: { x: 1, y: 2 } }, [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }], { a: { x: 1, y: 2 } });
  refused({ a: { b: 1 } }, { op: 'move', from: '/a', path: '/a/b' });
  refused({ a: 1 }, { op: 'test', path: '/a', value: 2 });
});

test('a member named __proto__ is a member and nothing else', () => {
  const after = applied({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
  assert.deepEqual(Object.keys(after), ['__proto__']);
  assert.equal({}.polluted, undefined);
  refused({}, { op: 'remove', path: '/__proto__' });
});

test('pointers escape and unescape', () => {
  assert.deepEqual(segments('/a~1b/~01'), ['a/b', '~1']);
  assert.deepEqual([segments(''), segments('/')], [[], ['']]);
  assert.equal(child('/x', 'a/b~'), '/x/a~1b~0');
});

test('what did not change is the same object before and after', () => {
  const before = plant({ a: { x: 1 }, b: { y: 2 } });
  const after = apply(before, step({ op: 'replace', path: '/a/x', value: 9 }));
  assert.equal(valueOf(after).b, valueOf(before).b);
  assert.deepEqual(valueOf(before), { a: { x: 1 }, b: { y: 2 } });
});

test('random patches do what a slow implementation does, and fail where it fails', () => {
  let failures = 0;
  forSeeds(20_000, (random) => {
    const document = randomJson(random, 3);
    const patch = Array.from({ length: 1 + whole(random, 3) }, () => wild(random, document)).filter(Boolean);
    const expected = attempt(() => naive(document, patch));
    const actual = attempt(() => applied(document, patch));
    if (expected === undefined) failures++;
    assert.deepEqual(JSON.stringify(actual), JSON.stringify(expected), JSON.stringify({ document, patch }));
    assert.ok(equal(actual, expected));
  });
  assert.ok(process.env.PARLEY_SEED || (failures > 2_000 && failures < 18_000), `${failures} of 20000 patches failed`);
});

/** An operation that fits the first document, or one that hardly fits any. */
function wild(random, document) {
  const operation = randomOperation(random, document);
  const other = randomOperation(random, document);
  if (!operation || !other || random() < 0.5) return operation;
  if (random() < 0.2) return { ...operation, value: 7, path: pick(random, ['/x', '/a/b/c', '/-', '/00', '']) };
  return { op: pick(random, ['move', 'copy']), from: other.path, path: operation.path };
}

function attempt(run) {
  try {
    return run();
  } catch (error) {
    if (error.name !== 'ParleyError' && error.constructor !== Error) throw error;
    return undefined;
  }
}
