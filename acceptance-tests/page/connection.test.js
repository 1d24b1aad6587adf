import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterClose, backoff, Connection, Disconnected, RpcError } from '../../adapters-http/src/main/resources/page/connection.js';

/** The other end of the line, in the test's hands. */
class FakeSocket {
  static all = [];
  sent = [];

  constructor(url, protocol) { Object.assign(this, { url, protocol }); FakeSocket.all.push(this); }
  send(text) { this.sent.push(JSON.parse(text)); }
  close(code) { this.closedWith = code; }
  says(message) { this.onmessage({ data: JSON.stringify({ jsonrpc: '2.0', ...message }) }); }
  welcomes() { this.onopen(); this.says({ id: this.sent.at(-1).id, result: { connection: 'c1' } }); }
}

const turn = () => new Promise(setImmediate);

function connected(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  FakeSocket.all = [];
  const told = [];
  const on = Object.fromEntries(['state', 'live', 'down', 'notice', 'newDevice', 'rtt', 'frame']
    .map((name) => [name, (...what) => told.push([name, ...what])]));
  const connection = new Connection({
    url: 'ws://x/v1/ws', hello: () => ({ token: 'dev:ana' }), pulse: () => ['typing.stop', {}], on,
    WebSocket: FakeSocket, random: () => 1, now: () => 0,
  });
  connection.open();
  return { connection, told, socket: () => FakeSocket.all.at(-1), names: (name) => told.filter((one) => one[0] === name) };
}

test('connect is the first call, and its answer makes the connection live', async (t) => {
  const { connection, socket, names } = connected(t);
  assert.equal(socket().protocol, 'parley.v1');
  socket().welcomes();
  await turn();
  assert.deepEqual(socket().sent[0], { jsonrpc: '2.0', id: 1, method: 'connect', params: { token: 'dev:ana' } });
  assert.equal(connection.live, true);
  assert.equal(names('live').length, 1);
});

test('answers find their calls, in any order, and errors keep their code', async (t) => {
  const { connection, socket } = connected(t);
  socket().welcomes();
  await turn();
  const first = connection.call('a', {});
  const second = connection.call('b', {});
  socket().says({ id: 3, result: 'of b' });
  socket().says({ id: 2, error: { code: -32000, message: 'no', data: { code: 'FORBIDDEN', retryable: false } } });
  assert.equal(await second, 'of b');
  await assert.rejects(first, (error) => error instanceof RpcError && error.code === 'FORBIDDEN' && !error.retryable);
});

test('a lost line fails the calls under way and comes back after a pause', async (t) => {
  const { connection, socket, names } = connected(t);
  socket().welcomes();
  await turn();
  const call = connection.call('a', {});
  socket().onclose({ code: 1006 });
  await assert.rejects(call, Disconnected);
  assert.equal(connection.state.name, 'waiting');
  assert.equal(names('down').length, 1);
  t.mock.timers.tick(500);
  assert.equal(FakeSocket.all.length, 2);
  socket().welcomes();
  await turn();
  assert.equal(connection.live, true);
});

test('a line that died without a word is noticed by the pulse', async (t) => {
  const { connection, socket } = connected(t);
  socket().welcomes();
  await turn();
  t.mock.timers.tick(10_000);
  assert.equal(socket().sent.at(-1).method, 'typing.stop');
  t.mock.timers.tick(8_000);
  assert.equal(connection.state.name, 'waiting');
});

test('cut stays away for as long as it was asked to, then returns', async (t) => {
  const { connection, socket } = connected(t);
  socket().welcomes();
  await turn();
  connection.cut(10_000);
  assert.equal(socket().closedWith, 3001, 'not a clean goodbye');
  t.mock.timers.tick(9_999);
  assert.equal(FakeSocket.all.length, 1);
  t.mock.timers.tick(1);
  assert.equal(FakeSocket.all.length, 2);
});

test('a late close of an old socket does not touch the new one', async (t) => {
  const { connection, socket } = connected(t);
  const old = socket();
  old.welcomes();
  await turn();
  connection.cut(1);
  t.mock.timers.tick(1);
  socket().welcomes();
  await turn();
  old.onclose({ code: 1006 });
  assert.equal(connection.live, true);
});

test('a superseded device goes on as a new one; a bad token stops', async (t) => {
  const { connection, socket, names } = connected(t);
  socket().welcomes();
  await turn();
  socket().onclose({ code: 4001 });
  assert.equal(names('newDevice').length, 1);
  t.mock.timers.tick(500);
  socket().onopen();
  socket().says({ id: socket().sent[0].id, error: { code: -32000, message: 'bad token', data: { code: 'UNAUTHENTICATED' } } });
  await turn();
  socket().onclose({ code: 4002 });
  assert.deepEqual(connection.state, { name: 'refused', why: 'bad token' });
});

test('close codes say what to do', () => {
  assert.deepEqual([1000, 1006, 4000, 4001, 4002, 4100, 4101, 4200].map(afterClose),
    ['back-off', 'back-off', 'stop', 'new-device', 'stop', 'back-off', 'back-off', 'soon']);
});

test('pauses are spread from nothing to a limit that doubles up to fifteen seconds', () => {
  assert.equal(backoff(0, () => 1), 500);
  assert.equal(backoff(3, () => 1), 4_000);
  assert.equal(backoff(30, () => 1), 15_000);
  assert.equal(backoff(5, () => 0), 0);
});
