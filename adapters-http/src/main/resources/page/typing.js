// Typing, both ends: when to tell the server, and how to read what it tells.

export const TIMERS = { typingHeartbeatMs: 4_000, typingIdleMs: 5_000, typingViewTtlMs: 15_000 };
export const STALE_MS = 2_000;

/**
 * Turns keys into `typing.start` and `typing.stop`. The heartbeat is leading and trailing: a key inside the
 * interval is told at its end, so that one lost heartbeat never makes the indicator blink.
 */
export class TypingSignal {
  kind = null;
  #timers = TIMERS;
  #lastStart = 0;
  #trailing = null;
  #idle = null;

  /** `send(method, kind)`; `clock` has `now()`, `after(ms, then)` and `cancel(timer)`. */
  constructor(send, clock) {
    Object.assign(this, { send, clock });
  }

  obey(timers) { this.#timers = { ...TIMERS, ...timers }; }

  key(kind = 'typing') {
    this.clock.cancel(this.#idle);
    this.#idle = this.clock.after(this.#timers.typingIdleMs, () => this.stop());
    const due = this.#lastStart + this.#timers.typingHeartbeatMs;
    if (this.kind !== kind || this.clock.now() >= due) this.#start(kind);
    else this.#trailing ??= this.clock.after(due - this.clock.now(), () => this.#start(this.kind));
  }

  #start(kind) {
    this.clock.cancel(this.#trailing);
    this.#trailing = null;
    this.kind = kind;
    this.#lastStart = this.clock.now();
    this.send('typing.start', kind);
  }

  stop() {
    if (this.cleared()) this.send('typing.stop');
  }

  /** What was being typed has been sent, and that call clears the indicator itself. Answers whether it was on. */
  cleared() {
    const was = this.kind !== null;
    this.clock.cancel(this.#trailing);
    this.clock.cancel(this.#idle);
    this.#trailing = this.#idle = this.kind = null;
    return was;
  }
}

/** Who types, as the last frame said. Frames are complete: each one replaces the one before. */
export class TypingView {
  #frame = null;
  #expires = null;

  constructor(changed, clock) {
    Object.assign(this, { changed, clock, stale: false, ttlMs: TIMERS.typingViewTtlMs });
  }

  /** A `typing.state` frame. */
  show(frame) {
    this.stale = false;
    this.#set(frame.count > 0 ? frame : null, frame.ttlMs ?? this.ttlMs);
  }

  /** Our own line is down: what we know is stale, and goes after a moment. */
  down() {
    if (this.#frame === null) return;
    this.stale = true;
    this.#set(this.#frame, STALE_MS);
  }

  /** The frames of a join's answer. An empty answer leaves a stale set to its end, so a restart does not blink. */
  joined(frames) {
    const frame = frames.find((f) => f.scope === '' || f.scope === undefined);
    if (frame) this.show(frame);
    else if (!this.stale) this.#set(null);
  }

  #set(frame, ttlMs) {
    this.clock.cancel(this.#expires);
    this.#frame = frame;
    this.#expires = frame ? this.clock.after(ttlMs, () => { this.stale = false; this.#set(null); }) : null;
    this.changed();
  }

  /** Everybody but `me`: `{top: [{user, kind}], others, atLeast}`. */
  others(me, iType = false) {
    if (this.#frame === null) return { top: [], others: 0, atLeast: false };
    const { top, count, atLeast = false } = this.#frame;
    const shown = top.filter((t) => t.user !== me);
    const mine = !atLeast && (shown.length < top.length || iType) ? 1 : 0;
    return { top: shown, others: Math.max(0, count - mine - shown.length), atLeast };
  }
}

const DOING = {
  typing: 'is writing a message', editing: 'is editing the document', recording: 'is recording',
  uploading: 'is uploading a file', thinking: 'is thinking',
};

export const doing = (kind) => DOING[kind] ?? 'is busy';

/** One calm sentence about everybody who types. */
export function sentence({ top, others, atLeast }) {
  if (top.length === 0) return others > 0 ? `${others}${atLeast ? ' or more' : ''} people are typing` : '';
  if (top.length === 1 && others === 0) return `${top[0].user} ${doing(top[0].kind)}`;
  const names = top.map((t) => t.user);
  if (others > 0) names.push(`${others}${atLeast ? ' or more' : ''} other${others === 1 ? '' : 's'}`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are typing`;
}
