import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 6 * 1024;

test('the client, minified and compressed, is below 6 KB and needs nothing else', () => {
  const bundle = readFileSync(new URL('../dist/parley.js', import.meta.url));
  const bytes = gzipSync(bundle, { level: 9 }).length;
  assert.ok(bytes < LIMIT_BYTES, `${bytes} bytes`);
  assert.doesNotMatch(bundle.toString(), /\bimport\b/);
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal(dependencies, undefined);
});
