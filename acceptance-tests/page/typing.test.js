import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentence, TypingSignal, TypingView } from '../../adapters-http/src/main/resources/page/typing.js';

/** Time that stands still until it is told to pass. */
class VirtualClock {
  #now = 100_000;
  #timers = new Map();
  #last = 0;

  now() { return this.#now; }
  after(ms, then) { this.#timers.set(++this.#last, { due: this.#now + ms, then }); return this.#last; }
  cancel(timer) { this.#timers.delete(timer); }

  pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      const [id, next] = [...this.#timers].sort((a, b) => a[1].due - b[1].due)[0] ?? [];
      if (!next || next.due > end) break;
      this.#timers.delete(id);
      this.#now = next.due;
      next.then();
    }
    this.#now = end;
  }
}

const signalled = () => {
  const clock = new VirtualClock();
  const sent = [];
  const signal = new TypingSignal((method, kind) => sent.push(`${clock.now() - 100_000} ${method}${kind ? ` ${kind}` : ''}`), clock);
  return { clock, sent, signal };
};

test('the first key is told at once, the next ones at the end of the interval', () => {
  const { clock, sent, signal } = signalled();
  signal.key();
  clock.pass(1_000);
  signal.key();
  clock.pass(4_000);
  assert.deepEqual(sent, ['0 typing.start typing', '4000 typing.start typing']);
});

test('steady typing is told every four seconds and not more often', () => {
  const { clock, sent, signal } = signalled();
  for (let i = 0; i < 100; i++) { signal.key(); clock.pass(200); }
  assert.deepEqual(sent, [0, 4_000, 8_000, 12_000, 16_000, 20_000].map((at) => `${at} typing.start typing`));
});

test('five quiet seconds end it', () => {
  const { clock, sent, signal } = signalled();
  signal.key();
  clock.pass(5_000);
  assert.deepEqual(sent, ['0 typing.start typing', '5000 typing.stop']);
  assert.equal(signal.kind, null);
});

test('what is sent clears the indicator without a stop, and the next key starts it at once', () => {
  const { clock, sent, signal } = signalled();
  signal.key();
  clock.pass(1_000);
  signal.key();
  assert.equal(signal.cleared(), true);
  assert.equal(signal.cleared(), false);
  clock.pass(500);
  signal.key();
  assert.deepEqual(sent, ['0 typing.start typing', '1500 typing.start typing']);
});

test('another kind is told at once', () => {
  const { clock, sent, signal } = signalled();
  signal.key('typing');
  clock.pass(100);
  signal.key('editing');
  assert.deepEqual(sent, ['0 typing.start typing', '100 typing.start editing']);
});

test('timers come from the server', () => {
  const { clock, sent, signal } = signalled();
  signal.obey({ typingIdleMs: 1_000 });
  signal.key();
  clock.pass(1_000);
  assert.deepEqual(sent.at(-1), '1000 typing.stop');
});

const viewed = () => {
  const clock = new VirtualClock();
  const view = new TypingView(() => {}, clock);
  return { clock, view };
};
const frame = (count, users, more = {}) => ({
  session: 's', scope: '', rev: 1, count, top: users.map((user) => ({ user, kind: 'typing' })), ttlMs: 15_000, ...more,
});
const names = (others) => others.top.map((t) => t.user);

test('a viewer leaves itself out of names and count', () => {
  const { view } = viewed();
  view.show(frame(3, ['ana', 'me', 'ben']));
  assert.deepEqual(names(view.others('me')), ['ana', 'ben']);
  assert.equal(view.others('me').others, 0);
  view.show(frame(7, ['ana', 'ben', 'cem', 'dia']));
  assert.equal(view.others('me', true).others, 2, 'one of the seven is me, though not in top');
  assert.equal(view.others('me', false).others, 3);
  view.show(frame(25, ['ana', 'me'], { atLeast: true }));
  assert.equal(view.others('me').others, 24, 'a bucket is not counted down');
});

test('a frame replaces the one before, and without one the view clears after its ttl', () => {
  const { clock, view } = viewed();
  view.show(frame(1, ['ana']));
  clock.pass(10_000);
  view.show(frame(1, ['ben']));
  clock.pass(14_999);
  assert.deepEqual(names(view.others('me')), ['ben']);
  clock.pass(1);
  assert.deepEqual(names(view.others('me')), []);
});

test('one’s own line down makes it stale, and two seconds later it is gone', () => {
  const { clock, view } = viewed();
  view.show(frame(1, ['ana']));
  view.down();
  assert.equal(view.stale, true);
  clock.pass(1_999);
  assert.deepEqual(names(view.others('me')), ['ana']);
  clock.pass(1);
  assert.deepEqual(names(view.others('me')), []);
  assert.equal(view.stale, false);
});

test('an empty answer to a join within these two seconds does not blink', () => {
  const { clock, view } = viewed();
  view.show(frame(1, ['ana']));
  view.down();
  clock.pass(500);
  view.joined([]);
  assert.deepEqual(names(view.others('me')), ['ana']);
  view.show(frame(1, ['ana']));
  assert.equal(view.stale, false);
  clock.pass(5_000);
  assert.deepEqual(names(view.others('me')), ['ana']);
});

test('an empty answer to a join clears what is not stale', () => {
  const { view } = viewed();
  view.show(frame(1, ['ana']));
  view.joined([]);
  assert.deepEqual(names(view.others('me')), []);
});

test('one sentence says who types', () => {
  const top = (...users) => users.map((user) => ({ user, kind: 'typing' }));
  assert.equal(sentence({ top: [], others: 0 }), '');
  assert.equal(sentence({ top: [{ user: 'Ana', kind: 'editing' }], others: 0 }), 'Ana is editing the document');
  assert.equal(sentence({ top: top('Ana', 'Ben'), others: 0 }), 'Ana and Ben are typing');
  assert.equal(sentence({ top: top('Ana', 'Ben', 'Cem'), others: 1 }), 'Ana, Ben, Cem and 1 other are typing');
  assert.equal(sentence({ top: top('Ana'), others: 24, atLeast: true }), 'Ana and 24 or more others are typing');
});
