// Typing, both ends: when to tell the server, and how to read what it tells (docs/protocol.md, 6).

export type Kind = 'recording' | 'uploading' | 'typing' | 'editing' | 'thinking' | 'custom';

export const TIMERS = { typingHeartbeatMs: 4_000, typingIdleMs: 5_000, typingViewTtlMs: 15_000 };
const STALE_MS = 2_000;

/**
 * Turns keys into `typing.start` and `typing.stop`. The heartbeat is leading and trailing: a key inside the interval is
 * told at its end, so that one lost heartbeat never makes the indicator blink.
 */
export class TypingSignal {
  /** What one is doing, undefined if nothing. */
  kind: Kind | undefined;
  #interval: number | undefined;
  #idle: number | undefined;
  #again = false;

  /** @internal */
  constructor(/** @internal */ readonly say: (method: string, kind?: Kind) => void, /** @internal */ readonly pace: () => typeof TIMERS) {}

  /** A key was hit. */
  key(kind: Kind = 'typing'): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(), this.pace().typingIdleMs);
    if (this.kind === kind) this.#again = true;
    else this.#start(kind);
  }

  #start(kind: Kind): void {
    clearTimeout(this.#interval);
    this.kind = kind;
    this.#again = false;
    this.#interval = setTimeout(() => {
      if (this.#again) this.#start(kind);
    }, this.pace().typingHeartbeatMs);
    this.say('typing.start', kind);
  }

  stop(): void {
    if (this.cleared()) this.say('typing.stop');
  }

  /** What was typed is sent with a call that ends the indicator itself. Answers whether it was on. @internal */
  cleared(): boolean {
    const was = !!this.kind;
    clearTimeout(this.#interval);
    clearTimeout(this.#idle);
    this.kind = undefined;
    return was;
  }

  /** Follows a text field: keys start it; emptying it, leaving it and hiding the page stop it. */
  follow(field: HTMLInputElement | HTMLTextAreaElement, kind: Kind = 'typing'): void {
    const stop = () => { if (this.kind === kind) this.stop(); };
    field.addEventListener('input', () => { if (field.value) this.key(kind); else stop(); });
    field.addEventListener('blur', stop);
    document.addEventListener('visibilitychange', stop);
  }
}

export interface TypingFrame {
  scope?: string;
  count: number;
  atLeast?: boolean;
  top: { user: string; kind: Kind }[];
  ttlMs?: number;
}

/** Who else types: some by name, and `others` more, or at least so many. `stale`: one's own line is down. */
export interface Typists { top: { user: string; kind: Kind }[]; others: number; atLeast: boolean; stale: boolean }

/** Who types, as the last frame said. Frames are complete: each one replaces the one before. */
export class TypingView {
  #frame: TypingFrame | undefined;
  #expires: number | undefined;
  #stale = false;

  constructor(readonly changed: () => void, readonly pace: () => typeof TIMERS) {}

  show(frame: TypingFrame): void { this.#set(frame.count ? frame : undefined, frame.ttlMs ?? this.pace().typingViewTtlMs); }

  /** One's own line is down: what is known is stale, and goes after a moment. */
  down(): void { if (this.#frame) this.#set(this.#frame, STALE_MS, true); }

  /** The frames of a join. An empty answer leaves a stale set to its end, so that a restart does not blink. */
  joined(frames: TypingFrame[]): void {
    const frame = frames.find(({ scope }) => !scope);
    if (frame) this.show(frame);
    else if (!this.#stale) this.#set();
  }

  #set(frame?: TypingFrame, ttlMs?: number, stale = false): void {
    clearTimeout(this.#expires);
    this.#frame = frame;
    this.#stale = stale;
    if (frame) this.#expires = setTimeout(() => this.#set(), ttlMs);
    this.changed();
  }

  /** Everybody but `me`; `typing`: whether one types oneself. */
  seenBy(me: string, typing: boolean): Typists {
    const { top, count, atLeast = false } = this.#frame ?? { top: [], count: 0 };
    const shown = top.filter(({ user }) => user !== me);
    const mine = !atLeast && (typing || shown.length < top.length) ? 1 : 0;
    return { top: shown, others: Math.max(0, count - mine - shown.length), atLeast, stale: this.#stale };
  }
}
