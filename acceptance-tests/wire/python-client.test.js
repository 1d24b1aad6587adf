import assert from 'node:assert/strict';
import { test } from 'node:test';
import { python } from '../house/python.js';
import { startServer } from '../house/server.js';

const withPython = process.env.ACCEPTANCE_PYTHON !== 'false';
if (!withPython) console.log('\n##### PYTHON CLIENT LEFT OUT: parley.python=false #####\n');
else test('a JSON-RPC client of Python drives connect, join, patch and publish', { timeout: 180_000 }, async (t) => {
  const { port } = await startServer(t);
  const told = python('client.py', `ws://127.0.0.1:${port}/v1/ws`);
  assert.deepEqual([told.welcome.user, told.welcome.device], ['py', 'python-1']);
  assert.deepEqual([told.created.version, told.joined.document], [1, { title: 'One' }]);
  assert.deepEqual([told.patched.version, told.patched.outcome], [2, 'applied']);
  assert.deepEqual(told.got.document, { title: 'Zwei – 二' });
  assert.equal(told.event.subscription, told.subscribed.subscription);
  assert.deepEqual([told.event.offset, told.event.event.data], [told.published.offset, { text: 'Hello' }]);
  assert.match(JSON.stringify(told.refused), /-32000/);
});
