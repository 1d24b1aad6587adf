import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, heard, turn } from './fake-socket.js';

test('connect is the first call, and its answer makes the connection live', async (t) => {
  const { parley, socket } = client(t);
  assert.equal(socket().protocol, 'parley.v1');
  await socket().welcomes();
  const params = { token: 'dev:ana', device: 'tab-1', resume: { typing: [] } };
  assert.deepEqual(socket().sent[0], { jsonrpc: '2.0', id: 1, method: 'connect', params });
  assert.equal(parley.state.name, 'live');
  assert.deepEqual(parley.me, { user: 'ana', device: 'tab-1' });
});

test('a token may be asked for, and is again at each connect', async (t) => {
  let asked = 0;
  const { socket, pass } = client(t, { token: async () => `token ${++asked}` });
  await socket().welcomes();
  await socket().loses();
  pass(500);
  await socket().welcomes();
  assert.equal(socket().last('connect').params.token, 'token 2');
});

test('a token that cannot be had now is asked for again after a pause', async (t) => {
  const { parley, socket } = client(t, { token: async () => { throw new Error('offline'); } });
  socket().onopen();
  await turn();
  assert.equal(parley.state.name, 'waiting');
});

test('a token about to expire is replaced in band', async (t) => {
  const { socket } = client(t);
  await socket().welcomes();
  socket().notifies('token.expiring', {});
  await turn();
  assert.deepEqual(socket().last('refreshToken').params, { token: 'dev:ana' });
});

test('answers find their calls, in any order, and errors keep their code', async (t) => {
  const { parley, socket } = client(t);
  await socket().welcomes();
  const first = parley.call('a');
  const second = parley.call('b', {});
  socket().answers('b', 'of b');
  socket().refuses('a', 'FORBIDDEN');
  assert.equal(await second, 'of b');
  await assert.rejects(first, { name: 'ParleyError', code: 'FORBIDDEN', retryable: false });
});

test('a call without a connection, and one that loses it, fail as DISCONNECTED', async (t) => {
  const { parley, socket } = client(t);
  await assert.rejects(parley.call('early'), { code: 'DISCONNECTED' });
  await socket().welcomes();
  const failed = assert.rejects(parley.call('a'), { code: 'DISCONNECTED' });
  await socket().loses();
  await failed;
});

test('a lost line comes back after a pause that doubles up to fifteen seconds', async (t) => {
  const { parley, socket, sockets, pass } = client(t);
  for (const [index, pause] of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000].entries()) {
    await socket().loses();
    assert.equal(parley.state.name, 'waiting');
    pass(pause - 1);
    assert.equal(sockets(), index + 1);
    pass(1);
    assert.equal(sockets(), index + 2);
  }
});

test('a connection that lasted begins again with a short pause, one that did not goes on doubling', async (t) => {
  const { socket, sockets, pass } = client(t);
  await socket().welcomes();
  await socket().loses();
  pass(500);
  await socket().welcomes();
  await socket().loses();
  pass(999);
  assert.equal(sockets(), 2);
  pass(1);
  await socket().welcomes();
  pass(5_000);
  await socket().loses();
  pass(500);
  assert.equal(sockets(), 4);
});

test('close codes say what to do', async (t) => {
  for (const [code, name, within] of [[1000, 'waiting', 1_000], [1006, 'waiting', 1_000], [4001, 'stopped'], [4002, 'stopped'],
    [4101, 'waiting', 1_000], [4200, 'waiting', 500], [4201, 'waiting', 500]]) {
    const { parley, socket, sockets, pass } = client(t);
    await socket().loses();
    pass(500);
    await socket().welcomes();
    await socket().loses(code, 'why');
    assert.equal(parley.state.name, name, String(code));
    if (name === 'stopped') assert.deepEqual(parley.state, { name, code, reason: 'why' });
    pass(within - 1 || 60_000);
    assert.equal(sockets(), 2, String(code));
    if (within) { pass(1); assert.equal(sockets(), 3, String(code)); }
    parley.close();
    t.mock.timers.reset();
    t.mock.restoreAll();
  }
});

test('a server that restarts says when to come back', async (t) => {
  const { socket, sockets, pass } = client(t);
  await socket().welcomes();
  await socket().loses(4200, 'retryAfterMs=2500');
  pass(2_499);
  assert.equal(sockets(), 1);
  pass(1);
  assert.equal(sockets(), 2);
});

test('a refused connect stops, and open tries again', async (t) => {
  const { parley, socket, sockets, pass } = client(t);
  socket().onopen();
  await turn();
  socket().refuses('connect', 'UNAUTHENTICATED');
  assert.deepEqual(parley.state, { name: 'stopped', code: 'UNAUTHENTICATED', reason: 'no: UNAUTHENTICATED' });
  pass(60_000);
  assert.equal(sockets(), 1);
  parley.open();
  await socket().welcomes();
  assert.equal(parley.state.name, 'live');
});

test('a connect that the server cannot take now is tried again', async (t) => {
  const { parley, socket } = client(t);
  socket().onopen();
  await turn();
  socket().refuses('connect', 'STORE_UNAVAILABLE', { retryable: true });
  assert.equal(parley.state.name, 'waiting');
});

test('a line that died without a word is noticed', async (t) => {
  const { parley, socket, pass } = client(t);
  await socket().welcomes();
  pass(2_000);
  assert.equal(socket().sent.at(-1).method, 'typing.stop');
  pass(8_000);
  assert.equal(parley.state.name, 'waiting');
});

test('a line that answers is kept', async (t) => {
  const { parley, socket, pass } = client(t);
  await socket().welcomes();
  for (let i = 0; i < 5; i++) {
    pass(2_000);
    pass(7_999);
    socket().answers('typing.stop', {});
    pass(1);
  }
  assert.equal(parley.state.name, 'live');
});

test('a server that never answers connect is given up', async (t) => {
  const { parley, socket, pass } = client(t);
  socket().onopen();
  pass(8_000);
  assert.equal(parley.state.name, 'waiting');
});

test('cut stays away for as long as it was asked to', async (t) => {
  const { parley, socket, sockets, pass } = client(t);
  await socket().welcomes();
  parley.cut(10_000);
  assert.equal(socket().closedWith, 3001, 'not a clean goodbye');
  pass(9_999);
  assert.equal(sockets(), 1);
  pass(1);
  assert.equal(sockets(), 2);
});

test('close says goodbye, and a late word of an old socket is not heard', async (t) => {
  const { parley, socket, pass } = client(t);
  const old = socket();
  await old.welcomes();
  const states = heard(parley, 'state');
  parley.close();
  assert.equal(old.closedWith, 1000);
  await old.loses();
  pass(60_000);
  assert.deepEqual(states, [{ name: 'closed' }]);
});

test('hurry tries at once where it waits, and nowhere else', async (t) => {
  const { parley, socket, sockets } = client(t);
  parley.hurry();
  assert.equal(sockets(), 1);
  await socket().loses();
  parley.hurry();
  assert.equal(sockets(), 2);
});

test('a listener that throws harms nobody, and may be taken off', async (t) => {
  const { parley, socket } = client(t);
  const failures = [];
  t.mock.method(globalThis, 'queueMicrotask', (then) => Promise.resolve().then(then).catch((error) => failures.push(error.message)));
  const off = parley.on('welcome', () => { throw new Error('listener'); });
  const welcomes = heard(parley, 'welcome');
  await socket().welcomes();
  assert.deepEqual(failures, ['listener']);
  assert.equal(welcomes.length, 1);
  off();
  parley.open();
  await socket().welcomes();
  assert.equal(welcomes.length, 2);
});
