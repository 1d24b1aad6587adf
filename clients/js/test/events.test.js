import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, heard, turn } from './fake-socket.js';

const event = (offset, text = `event ${offset}`) => ({ subscription: 's1', offset, event: { id: String(offset), topic: 'a.b', time: '', data: text } });
const subscribed = (socket, offset = 0, epoch = 7) => socket.answers('events.subscribe', { subscription: 's1', stream: 'a', epoch, offset, recovered: true });

async function subscribing(t, from) {
  const world = client(t);
  await world.socket().welcomes();
  const events = [];
  const subscription = world.parley.subscribe('a.**', ({ data }) => events.push(data), from);
  return { ...world, events, subscription };
}

async function again({ socket, pass }) {
  await socket().loses();
  pass(500);
  await socket().welcomes();
}

test('events are told once and in order, and the position moves with them', async (t) => {
  const { socket, events, subscription } = await subscribing(t);
  assert.deepEqual(socket().last('events.subscribe').params, { pattern: 'a.**', from: 'latest' });
  subscribed(socket(), 4);
  for (const offset of [5, 7, 7, 6]) socket().notifies('event', event(offset));
  socket().notifies('event', { ...event(9), subscription: 'another' });
  await turn();
  assert.deepEqual(events, ['event 5', 'event 7']);
  assert.deepEqual(subscription.from, { epoch: 7, offset: 7 });
});

test('an event right behind the answer, in the same breath, is heard', async (t) => {
  const { socket, events } = await subscribing(t);
  subscribed(socket());
  socket().notifies('event', event(1));
  await turn();
  assert.deepEqual(events, ['event 1']);
});

test('after a reconnect it goes on behind the last event, or the last position', async (t) => {
  const world = await subscribing(t, { last: 10 });
  subscribed(world.socket());
  world.socket().notifies('event', event(3));
  world.socket().notifies('events.position', { subscription: 's1', offset: 8 });
  await again(world);
  assert.deepEqual(world.socket().last('events.subscribe').params.from, { epoch: 7, offset: 8 });
});

test('a gap is told, and only a gap', async (t) => {
  const { socket, subscription } = await subscribing(t);
  const gaps = heard(subscription, 'gap');
  subscribed(socket());
  socket().notifies('event', event(5));
  socket().notifies('events.gap', { subscription: 's1', from: 6, to: 9 });
  await turn();
  assert.deepEqual(gaps, [{ reason: 'OFFSET_GONE', from: 6, to: 9 }]);
  assert.deepEqual(subscription.from, { epoch: 7, offset: 9 });
});

test('a position that is gone is told, and then it begins at the earliest event', async (t) => {
  for (const code of ['OFFSET_GONE', 'EPOCH_CHANGED', 'INVALID_OFFSET']) {
    const { parley, socket, subscription } = await subscribing(t, { epoch: 1, offset: 5 });
    const gaps = heard(subscription, 'gap');
    socket().refuses('events.subscribe', code);
    await turn();
    assert.deepEqual(gaps, [{ reason: code }]);
    assert.equal(socket().last('events.subscribe').params.from, 'earliest');
    parley.close();
    t.mock.timers.reset();
    t.mock.restoreAll();
  }
});

test('a refusal that will not help to repeat is told, another one is repeated', async (t) => {
  const { socket, subscription, pass } = await subscribing(t);
  const refusals = heard(subscription, 'refused');
  socket().refuses('events.subscribe', 'STORE_UNAVAILABLE', { retryable: true, retryAfterMs: 100 });
  pass(600);
  assert.equal(socket().all('events.subscribe').length, 2);
  socket().refuses('events.subscribe', 'FORBIDDEN');
  await turn();
  assert.deepEqual(refusals.map(({ code }) => code), ['FORBIDDEN']);
});

test('a closed subscription hears nothing more and does not come back', async (t) => {
  const world = await subscribing(t);
  subscribed(world.socket());
  world.subscription.close();
  world.socket().notifies('event', event(1));
  assert.deepEqual(world.socket().last('events.unsubscribe').params, { subscription: 's1' });
  await again(world);
  assert.equal(world.socket().last('events.subscribe'), undefined);
  assert.deepEqual(world.events, []);
});

test('one closed before its answer is ended when it comes', async (t) => {
  const { socket, subscription } = await subscribing(t);
  subscription.close();
  subscribed(socket());
  assert.deepEqual(socket().last('events.unsubscribe').params, { subscription: 's1' });
});

test('messages go out one after the other, each with an id, until each is stored', async (t) => {
  const { parley, socket } = client(t);
  const first = parley.publish('a.b', 1);
  const second = parley.publish('a.b', 2, { id: 'mine', type: 'note' });
  assert.equal(parley.pending, 2);
  await socket().welcomes();
  assert.equal(socket().all('events.publish').length, 1);
  assert.match(socket().last('events.publish').params.id, /^[A-Za-z0-9._:-]{8,128}$/);
  socket().answers('events.publish', { offset: 1 });
  assert.deepEqual(socket().last('events.publish').params, { topic: 'a.b', data: 2, id: 'mine', type: 'note' });
  socket().answers('events.publish', { offset: 2 });
  assert.deepEqual([await first, await second], [{ offset: 1 }, { offset: 2 }]);
  assert.equal(parley.pending, 0);
});

test('a message without an answer is sent again with the same id after a reconnect', async (t) => {
  const world = client(t);
  await world.socket().welcomes();
  const promise = world.parley.publish('a.b', 'hello');
  const { params } = world.socket().last('events.publish');
  await again(world);
  assert.deepEqual(world.socket().last('events.publish').params, params);
  world.socket().answers('events.publish', { offset: 9, duplicate: true });
  assert.equal((await promise).offset, 9);
});

test('a message that is refused for good fails, and the next one goes out', async (t) => {
  const { parley, socket } = client(t);
  await socket().welcomes();
  const bad = parley.publish('a.b', 1);
  parley.publish('a.b', 2);
  socket().refuses('events.publish', 'FORBIDDEN');
  await assert.rejects(bad, { code: 'FORBIDDEN' });
  assert.equal(socket().last('events.publish').params.data, 2);
});

test('what may be repeated is, a conflict is not', async (t) => {
  const { parley, socket, pass } = client(t);
  await socket().welcomes();
  const promise = parley.publish('a.b', 1, { expectedOffset: 3 });
  socket().refuses('events.publish', 'RATE_LIMITED', { retryable: true, retryAfterMs: 50 });
  pass(550);
  assert.equal(socket().all('events.publish').length, 2);
  socket().refuses('events.publish', 'CONFLICT', { retryable: true });
  await assert.rejects(promise, { code: 'CONFLICT' });
});
