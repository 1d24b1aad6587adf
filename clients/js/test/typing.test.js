import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIMERS, TypingSignal, TypingView } from '../dist/typing.js';

function signalled(t, timers = TIMERS) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const sent = [];
  let now = 0;
  const signal = new TypingSignal((method, kind) => sent.push(`${now} ${method}${kind ? ` ${kind}` : ''}`), () => timers);
  const pass = (ms) => { for (let i = 0; i < ms; i++) { now++; t.mock.timers.tick(1); } };
  return { sent, signal, pass };
}

test('the first key is told at once, the next ones at the end of the interval', (t) => {
  const { sent, signal, pass } = signalled(t);
  signal.key();
  pass(1_000);
  signal.key();
  pass(4_000);
  assert.deepEqual(sent, ['0 typing.start typing', '4000 typing.start typing']);
});

test('steady typing is told every four seconds and not more often', (t) => {
  const { sent, signal, pass } = signalled(t);
  for (let i = 0; i < 100; i++) { signal.key(); pass(200); }
  assert.deepEqual(sent, [0, 4_000, 8_000, 12_000, 16_000, 20_000].map((at) => `${at} typing.start typing`));
});

test('five quiet seconds end it', (t) => {
  const { sent, signal, pass } = signalled(t);
  signal.key();
  pass(5_000);
  assert.deepEqual(sent, ['0 typing.start typing', '5000 typing.stop']);
  assert.equal(signal.kind, undefined);
});

test('what is sent clears the indicator without a stop, and the next key starts it at once', (t) => {
  const { sent, signal, pass } = signalled(t);
  signal.key();
  pass(1_000);
  signal.key();
  assert.equal(signal.cleared(), true);
  assert.equal(signal.cleared(), false);
  pass(500);
  signal.key();
  assert.deepEqual(sent, ['0 typing.start typing', '1500 typing.start typing']);
});

test('another kind is told at once', (t) => {
  const { sent, signal, pass } = signalled(t);
  signal.key('typing');
  pass(100);
  signal.key('editing');
  assert.deepEqual(sent, ['0 typing.start typing', '100 typing.start editing']);
});

test('timers come from the server', (t) => {
  const { sent, signal, pass } = signalled(t, { ...TIMERS, typingIdleMs: 1_000 });
  signal.key();
  pass(1_000);
  assert.deepEqual(sent.at(-1), '1000 typing.stop');
});

test('a field that is followed starts by keys, and stops when it is emptied, left or hidden', (t) => {
  const { sent, signal } = signalled(t);
  const field = Object.assign(new EventTarget(), { value: '' });
  const page = globalThis.document = new EventTarget();
  t.after(() => { delete globalThis.document; });
  signal.follow(field);
  const type = (value) => { field.value = value; field.dispatchEvent(new Event('input')); };
  for (const stop of [() => type(''), () => field.dispatchEvent(new Event('blur')), () => page.dispatchEvent(new Event('visibilitychange'))]) {
    type('x');
    stop();
  }
  assert.deepEqual(sent, ['typing.start typing', 'typing.stop', 'typing.start typing', 'typing.stop', 'typing.start typing', 'typing.stop']
    .map((what) => `0 ${what}`));
});

function viewed(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const view = new TypingView(() => {}, () => TIMERS);
  return { view, pass: (ms) => t.mock.timers.tick(ms), seen: (typing = false) => view.seenBy('me', typing) };
}
const frame = (count, users, more = {}) => ({ scope: '', count, top: users.map((user) => ({ user, kind: 'typing' })), ttlMs: 15_000, ...more });
const names = ({ top }) => top.map(({ user }) => user);

test('a viewer leaves itself out of names and count', (t) => {
  const { view, seen } = viewed(t);
  view.show(frame(3, ['ana', 'me', 'ben']));
  assert.deepEqual([names(seen()), seen().others], [['ana', 'ben'], 0]);
  view.show(frame(7, ['ana', 'ben', 'cem', 'dia']));
  assert.equal(seen(true).others, 2, 'one of the seven is me, though not in top');
  assert.equal(seen(false).others, 3);
  view.show(frame(25, ['ana', 'me'], { atLeast: true }));
  assert.equal(seen().others, 24, 'a bucket is not counted down');
});

test('a frame replaces the one before, and without one the view clears after its ttl', (t) => {
  const { view, seen, pass } = viewed(t);
  view.show(frame(1, ['ana']));
  pass(10_000);
  view.show(frame(1, ['ben'], { ttlMs: undefined }));
  pass(14_999);
  assert.deepEqual(names(seen()), ['ben']);
  pass(1);
  assert.deepEqual(names(seen()), []);
});

test('one’s own line down makes it stale, and two seconds later it is gone', (t) => {
  const { view, seen, pass } = viewed(t);
  view.show(frame(1, ['ana']));
  view.down();
  assert.equal(seen().stale, true);
  pass(1_999);
  assert.deepEqual(names(seen()), ['ana']);
  pass(1);
  assert.deepEqual([names(seen()), seen().stale], [[], false]);
});

test('an empty answer to a join within these two seconds does not blink', (t) => {
  const { view, seen, pass } = viewed(t);
  view.show(frame(1, ['ana']));
  view.down();
  pass(500);
  view.joined([]);
  assert.deepEqual(names(seen()), ['ana']);
  view.show(frame(1, ['ana']));
  pass(5_000);
  assert.deepEqual([names(seen()), seen().stale], [['ana'], false]);
});

test('an empty answer to a join clears what is not stale', (t) => {
  const { view, seen } = viewed(t);
  view.show(frame(1, ['ana']));
  view.joined([]);
  assert.deepEqual(names(seen()), []);
});
