import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, at, diff, equal, PatchError, segments, child } from '../../adapters-http/src/main/resources/page/patch.js';
import { randomJson, seeded, seeds } from './random-json.js';

const ok = (document, operations, expected) => assert.deepEqual(apply(document, operations), expected);
const refused = (document, operation) => assert.throws(() => apply(document, [operation]), PatchError);

test('add puts members, elements and the whole document', () => {
  ok({ a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 });
  ok([1, 3], [{ op: 'add', path: '/1', value: 2 }], [1, 2, 3]);
  ok([1], [{ op: 'add', path: '/-', value: 2 }], [1, 2]);
  ok({ a: 1 }, [{ op: 'add', path: '', value: [] }], []);
  refused([1], { op: 'add', path: '/2', value: 0 });
  refused([1], { op: 'add', path: '/01', value: 0 });
  refused({}, { op: 'add', path: '/a/b', value: 0 });
});

test('replace and remove need something there', () => {
  ok({ a: [1, 2] }, [{ op: 'replace', path: '/a/0', value: 9 }], { a: [9, 2] });
  ok({ a: [1, 2] }, [{ op: 'remove', path: '/a/0' }], { a: [2] });
  refused({}, { op: 'replace', path: '/a', value: 1 });
  refused([1], { op: 'remove', path: '/-' });
  refused('text', { op: 'remove', path: '/length' });
});

test('move, copy and test', () => {
  ok({ a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 });
  ok([1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]);
  ok({ a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] });
  refused({ a: 1 }, { op: 'test', path: '/a', value: 2 });
  ok({ a: { x: 1, y: 2 } }, [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }], { a: { x: 1, y: 2 } });
});

test('a failing operation leaves the document as it was', () => {
  const before = { a: [1, { b: 2 }] };
  const copy = structuredClone(before);
  assert.throws(() => apply(before, [{ op: 'remove', path: '/a/0' }, { op: 'remove', path: '/nothing' }]), PatchError);
  assert.deepEqual(before, copy);
});

test('a member named __proto__ is a member and nothing else', () => {
  const after = apply({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
  assert.deepEqual(Object.keys(after), ['__proto__']);
  assert.equal({}.polluted, undefined);
  assert.equal(at({}, '/__proto__'), undefined);
});

test('pointers escape and unescape', () => {
  assert.deepEqual(segments('/a~1b/~01'), ['a/b', '~1']);
  assert.equal(child('/x', 'a/b~'), '/x/a~1b~0');
});

test('diff leads from any value to any other, whatever they are', () => {
  for (const seed of seeds(2_000)) {
    const random = seeded(seed);
    const [before, after] = [randomJson(random, 4), randomJson(random, 4)];
    assert.ok(equal(apply(before, diff(before, after)), after), `seed ${seed}`);
  }
});

test('diff touches one element where one element changed', () => {
  assert.deepEqual(diff([1, 2, 3, 4], [1, 9, 2, 3, 4]), [{ op: 'add', path: '/1', value: 9 }]);
  assert.deepEqual(diff([1, 2, 3, 4], [1, 3, 4]), [{ op: 'remove', path: '/1' }]);
  assert.deepEqual(diff([{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }]), [{ op: 'replace', path: '/1/a', value: 3 }]);
});
