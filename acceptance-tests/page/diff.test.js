import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, diff } from '../../adapters-http/src/main/resources/page/diff.js';
import { equal } from '../../adapters-http/src/main/resources/page/parley.js';
import { naive } from '../../clients/js/test/naive-patch.js';
import { forSeeds, randomJson } from '../../clients/js/test/random.js';

test('diff leads from any value to any other, whatever they are', () => {
  forSeeds(2_000, (random) => {
    const [before, after] = [randomJson(random, 4), randomJson(random, 4)];
    assert.ok(equal(naive(before, diff(before, after)), after));
  });
});

test('diff touches one element where one element changed', () => {
  assert.deepEqual(diff([1, 2, 3, 4], [1, 9, 2, 3, 4]), [{ op: 'add', path: '/1', value: 9 }]);
  assert.deepEqual(diff([1, 2, 3, 4], [1, 3, 4]), [{ op: 'remove', path: '/1' }]);
  assert.deepEqual(diff([{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }]), [{ op: 'replace', path: '/1/a', value: 3 }]);
});

test('what is not there is undefined, a prototype is not looked into', () => {
  assert.equal(at({ a: [1, { b: 2 }] }, '/a/1/b'), 2);
  for (const path of ['/__proto__', '/a/length', '/a/2', '/a/x', '/b/c']) assert.equal(at({ a: [1, 2] }, path), undefined);
});
