import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Client } from 'rpc-websockets';
import { startServer } from '../house/server.js';

test('a JSON-RPC client that has never heard of us drives connect, join, patch and publish', { timeout: 120_000 }, async (t) => {
  const { port } = await startServer(t);
  const client = new Client(`ws://127.0.0.1:${port}/v1/ws`, { reconnect: false });
  t.after(() => client.close());
  await once(client, 'open');

  const welcome = await client.call('connect', { token: 'dev:ana' });
  assert.equal(welcome.user, 'ana');

  const created = await client.call('session.create', { session: 'generic', document: { title: 'One' } });
  assert.deepEqual([created.session, created.version], ['generic', 1]);
  const joined = await client.call('session.join', { session: 'generic' });
  assert.deepEqual(joined.document, { title: 'One' });

  const patch = [{ op: 'replace', path: '/title', value: 'Two' }];
  const { epoch, version: baseVersion } = joined;
  const answer = await client.call('session.patch', { session: 'generic', epoch, baseVersion, clientSeq: 1, patch });
  assert.deepEqual([answer.version, answer.outcome, answer.committed], [2, 'applied', true]);

  const event = once(client, 'event');
  const subscribed = await client.call('events.subscribe', { pattern: 'generic.**', from: 'latest' });
  const published = await client.call('events.publish', { topic: 'generic.hello', data: { text: 'Hello' } });
  const [delivered] = await event;
  assert.equal(delivered.subscription, subscribed.subscription);
  assert.equal(delivered.offset, published.offset);
  assert.deepEqual(delivered.event.data, { text: 'Hello' });

  const missing = client.call('session.join', { session: 'nowhere' });
  await assert.rejects(missing, (error) => error.code === -32000 && error.data.code === 'NOT_FOUND');
});
