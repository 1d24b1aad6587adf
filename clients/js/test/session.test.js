import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, heard, turn } from './fake-socket.js';

const JOINED = { epoch: 7, version: 1, document: { a: 1, l: [] }, clientSeq: 0, role: 'editor', members: [], present: [{ user: 'ana' }], typing: [] };
const replace = (path, value) => ({ op: 'replace', path, value });
const stored = (version, more = {}) => ({ version, outcome: 'applied', committed: true, duplicate: false, durable: 'os', ...more });
const foreign = (version, patch) => ['session.patched', { session: 'plan', version, patch, by: { user: 'ben', device: 'b' }, clientSeq: 1 }];

async function joined(t, options) {
  const world = client(t);
  const session = world.parley.session('plan', options);
  await world.socket().welcomes();
  world.socket().answers('session.join', JOINED);
  await session.ready;
  return { ...world, session };
}

async function again({ socket, pass }, code) {
  await socket().loses(code);
  pass(500);
  await socket().welcomes();
}

test('a session is joined behind the welcome and shows its document and people', async (t) => {
  const { parley, session, socket } = await joined(t);
  assert.deepEqual(socket().last('session.join').params, { session: 'plan' });
  assert.deepEqual([session.value, session.version, session.role, session.present], [{ a: 1, l: [] }, 1, 'editor', ['ana']]);
  assert.equal(parley.session('plan'), session);
});

test('an edit is shown at once, sent, and its promise tells what became of it', async (t) => {
  const { session, socket } = await joined(t);
  const changes = heard(session, 'change');
  const edited = session.edit([replace('/a', 2)]);
  assert.deepEqual(session.value.a, 2);
  assert.deepEqual(socket().last('session.patch').params, { session: 'plan', epoch: 7, baseVersion: 1, clientSeq: 1, patch: [replace('/a', 2)] });
  socket().answers('session.patch', stored(2));
  assert.deepEqual(await edited, { ...stored(2), lost: [] });
  assert.deepEqual(changes.map(({ value, by }) => [value.a, by.user]), [[2, 'ana']], 'once: the answer shows nothing new');
  assert.equal(session.pending, 0);
});

test('what others change is told with its operations and author', async (t) => {
  const { session, socket } = await joined(t);
  const changes = heard(session, 'change');
  socket().notifies(...foreign(2, [replace('/a', 5)]));
  await turn();
  assert.deepEqual(changes, [{ value: { a: 5, l: [] }, operations: [replace('/a', 5)], by: { user: 'ben', device: 'b' } }]);
});

test('a lost line sends the patch again verbatim, after joining from its own position', async (t) => {
  const world = await joined(t);
  const edited = world.session.edit([replace('/a', 2)]);
  const first = world.socket().last('session.patch').params;
  await again(world);
  assert.deepEqual(world.socket().last('session.join').params.since, { epoch: 7, version: 1, pending: true });
  assert.equal(world.socket().last('session.patch'), undefined, 'not before the answer to the join');
  world.socket().answers('session.join', { ...JOINED, document: undefined, version: 2, patches: [foreign(2, [replace('/l', [1])])[1]] });
  assert.deepEqual(world.socket().last('session.patch').params, first);
  world.socket().answers('session.patch', stored(3));
  await edited;
  assert.deepEqual(world.session.value, { a: 2, l: [1] });
});

test('all that takes part goes out in one burst', async (t) => {
  const world = await joined(t);
  world.parley.session('other');
  world.parley.subscribe('a.**', () => {});
  world.parley.publish('a.b', 1);
  await again(world);
  assert.deepEqual(world.socket().sent.map(({ method }) => method), ['connect', 'session.join', 'session.join', 'events.subscribe', 'events.publish']);
});

test('edits made while away wait, and travel as one patch', async (t) => {
  const world = await joined(t);
  await world.socket().loses();
  world.session.edit([replace('/a', 2)]);
  world.session.edit([replace('/a', 3)]);
  assert.deepEqual([world.session.value.a, world.session.pending], [3, 2]);
  world.pass(500);
  await world.socket().welcomes();
  world.socket().answers('session.join', { ...JOINED, document: undefined, patches: [] });
  assert.deepEqual(world.socket().last('session.patch').params.patch, [replace('/a', 2), replace('/a', 3)]);
});

test('an edit that is refused is undone and told with its reason', async (t) => {
  const { session, socket } = await joined(t);
  const settled = heard(session, 'settled');
  const edited = session.edit([replace('/a', 2)]);
  socket().refuses('session.patch', 'FORBIDDEN');
  assert.deepEqual(await edited, { refused: 'FORBIDDEN', lost: [{ operation: replace('/a', 2), reason: 'FORBIDDEN' }] });
  assert.deepEqual([session.value.a, settled.length], [1, 1]);
});

test('what is lost to others is told behind the change that took its place', async (t) => {
  const { session, socket } = await joined(t);
  const told = [];
  session.edit([replace('/a', 2)]);
  session.edit([{ op: 'add', path: '/l/0', value: 'mine' }]);
  session.on('settled', ({ lost }) => told.push(lost[0].reason));
  session.on('change', ({ value }) => told.push(Object.keys(value).join()));
  await turn();
  told.length = 0;
  socket().notifies(...foreign(2, [{ op: 'remove', path: '/l' }]));
  await turn();
  assert.deepEqual(told, ['a', 'container-gone']);
});

test('a refusal that may pass is repeated verbatim, but a fault of the server not for ever', async (t) => {
  const { session, socket, pass } = await joined(t);
  const edited = session.edit([replace('/a', 2)]);
  for (let tries = 1; tries <= 3; tries++) {
    assert.equal(socket().all('session.patch').length, tries);
    socket().refuses('session.patch', 'STORE_UNAVAILABLE', { retryable: true });
    pass(500 * 2 ** (tries - 1));
  }
  assert.equal(new Set(socket().all('session.patch').map(({ params }) => JSON.stringify(params))).size, 1);
  socket().refuses('session.patch', 'INTERNAL', { retryable: true });
  assert.equal((await edited).refused, 'INTERNAL');
});

test('a version that is missing makes it join again from where it is', async (t) => {
  const { session, socket } = await joined(t);
  socket().notifies(...foreign(3, [replace('/a', 9)]));
  assert.deepEqual(socket().last('session.join').params.since, { epoch: 7, version: 1, pending: false });
  socket().notifies(...foreign(4, []));
  socket().answers('session.join', { ...JOINED, document: undefined, version: 3, patches: [foreign(2, [replace('/a', 8)])[1], foreign(3, [replace('/a', 9)])[1]] });
  assert.deepEqual([session.value.a, session.version], [9, 3]);
});

test('another history hands back what waits, and shows the new document', async (t) => {
  const world = await joined(t);
  const edited = world.session.edit([replace('/a', 2)]);
  await again(world);
  world.socket().refuses('session.join', 'EPOCH_CHANGED');
  assert.equal((await edited).refused, 'EPOCH_CHANGED');
  world.socket().answers('session.join', { ...JOINED, epoch: 8, document: { a: 'new' } });
  await turn();
  assert.deepEqual(world.session.value, { a: 'new' });
});

test('a session that is not there is created where that was asked for', async (t) => {
  const { parley, socket } = client(t);
  const session = parley.session('plan', { create: { document: { a: 1 }, joinRole: 'viewer' } });
  await socket().welcomes();
  socket().refuses('session.join', 'NOT_FOUND');
  assert.deepEqual(socket().last('session.create').params, { session: 'plan', document: { a: 1 }, joinRole: 'viewer' });
  socket().refuses('session.create', 'CONFLICT', { retryable: true });
  assert.equal(socket().all('session.join').length, 2, 'somebody else was first');
  socket().answers('session.join', JOINED);
  assert.equal(await session.ready, session);
});

test('a session that may not be joined says so', async (t) => {
  const { parley, socket } = client(t);
  const session = parley.session('plan');
  assert.throws(() => session.edit([]), { code: 'NOT_FOUND' });
  await socket().welcomes();
  socket().refuses('session.join', 'NOT_FOUND');
  await assert.rejects(session.ready, { code: 'NOT_FOUND' });
});

test('a patch, and a message, end one’s typing themselves; their resend leaves it alone', async (t) => {
  const world = await joined(t);
  const { session, socket } = world;
  session.typing.key('editing');
  session.edit([replace('/a', 2)]);
  assert.deepEqual(socket().last('session.patch').params.typing, {});
  socket().refuses('session.patch', 'STORE_UNAVAILABLE', { retryable: true });
  session.typing.key();
  world.pass(500);
  assert.equal(socket().all('session.patch').length, 2);
  assert.equal(socket().last('session.patch').params.typing, undefined);
  world.parley.publish('a.b', 1, { typing: session });
  assert.deepEqual(socket().last('events.publish').params.typing, { session: 'plan' });
  assert.deepEqual(socket().sent.filter(({ method }) => method === 'typing.stop'), []);
});

test('whoever types while the line is lost resumes it with the connect', async (t) => {
  const world = await joined(t);
  world.session.typing.key('recording');
  await again(world);
  assert.deepEqual(world.socket().last('connect').params.resume, { typing: [{ session: 'plan', kind: 'recording' }] });
});

test('who comes, goes and types is told without oneself', async (t) => {
  const { session, socket } = await joined(t);
  const [presence, typing] = [heard(session, 'presence'), heard(session, 'typing')];
  socket().notifies('presence.changed', { session: 'plan', enter: [{ user: 'ben' }], change: [], leave: [] });
  socket().notifies('presence.changed', { session: 'plan', enter: [], change: [], leave: [{ user: 'ana', reason: 'left' }] });
  const top = [{ user: 'ana', kind: 'typing' }, { user: 'ben', kind: 'typing' }];
  socket().notifies('typing.state', { session: 'plan', scope: '', rev: 1, count: 2, top, ttlMs: 15_000 });
  socket().notifies('typing.state', { session: 'plan', scope: 'thread:1', rev: 1, count: 0, top: [], ttlMs: 15_000 });
  socket().notifies('typing.state', { session: 'another', scope: '', rev: 1, count: 0, top: [], ttlMs: 15_000 });
  await turn();
  assert.deepEqual(presence, [['ana', 'ben'], ['ben']]);
  assert.deepEqual(typing, [{ top: [top[1]], others: 0, atLeast: false, stale: false }]);
  assert.deepEqual(session.typists.top, [top[1]]);
});

test('a role that changes is known', async (t) => {
  const { session, socket } = await joined(t);
  socket().notifies('session.changed', { session: 'plan', version: 2, kind: 'role', by: { user: 'ben', device: 'b' }, user: 'ana', role: 'viewer' });
  assert.deepEqual([session.role, session.version], ['viewer', 2]);
});

test('a session that was left hears nothing more and does not come back', async (t) => {
  const world = await joined(t);
  const changes = heard(world.session, 'change');
  world.session.leave();
  assert.deepEqual(world.socket().last('session.leave').params, { session: 'plan' });
  world.socket().notifies(...foreign(2, [replace('/a', 2)]));
  await again(world);
  assert.deepEqual([world.socket().last('session.join'), changes], [undefined, []]);
});
