import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the page has the client as it is built from clients/js', () => {
  const fresh = read('adapters-http/src/main/resources/page/parley.js') === read('clients/js/dist/parley.js');
  assert.ok(fresh, 'the page has an older client; type: cd clients/js && npm run page');
});
