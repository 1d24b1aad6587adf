// Events: subscriptions that keep their position, and messages that are sent until they are stored.
import { Emitter } from './emitter.js';
import type { ParleyError } from './errors.js';
import { freshId } from './link.js';
import type { Json } from './json.js';
import type { Parley } from './index.js';
import type { Session } from './session.js';

export interface Event { id: string; topic: string; time: string; type?: string; source?: string; data: any }

/** The last event seen, or passed over. Keep both members, and give them as `from` to go on after a restart. */
export interface Position { epoch: unknown; offset: number }

export type From = 'latest' | 'earliest' | { last: number } | Position;

/** Events that are lost for good: from one offset to another, or all that came before a new beginning. */
export interface Gap { reason: string; from?: number; to?: number }

const START_AGAIN = ['OFFSET_GONE', 'EPOCH_CHANGED', 'INVALID_OFFSET'];

export class Subscription extends Emitter<{
  event: [Event, number];
  /** Something is missing; without this nothing is. */
  gap: [Gap];
  /** Subscribed, again after each reconnect; the answer of `events.subscribe`. */
  subscribed: [any];
  /** The position moved without an event. */
  position: [number];
  refused: [ParleyError];
}> {
  #name: string | undefined;

  /** @internal */
  constructor(readonly pattern: string, /** Where to go on. */ public from: From, /** @internal */ readonly parley: Parley) { super(); }

  /** Ends it for good. */
  close(): void {
    this.parley.members.delete(this);
    this.parley.notify('events.unsubscribe', { subscription: this.#name });
  }

  /** @internal */
  rejoin(): void {
    const { pattern, from } = this;
    this.parley.insist('events.subscribe', { pattern, from }, (error, answer) => {
      if (!error) {
        const { epoch, offset } = answer;
        this.#name = answer.subscription;
        this.from = { epoch, offset };
        if (!this.parley.members.has(this)) this.close();
        this.tell('subscribed', answer);
      } else if ((from as Position).epoch && START_AGAIN.includes(error.code)) {
        this.tell('gap', { reason: error.code });
        this.from = 'earliest';
        this.rejoin();
      } else this.tell('refused', error);
    });
  }

  /** @internal */
  down(): void { this.#name = undefined; }

  /** @internal */
  hear({ subscription, offset, event, from, to = offset }: any): void {
    const reached = this.from as Position;
    if (!subscription || subscription !== this.#name || to <= reached.offset) return;
    this.from = { ...reached, offset: to };
    if (event) this.tell('event', event, offset);
    else if (from) this.tell('gap', { reason: 'OFFSET_GONE', from, to });
    else this.tell('position', offset);
  }
}

export interface Published extends Position { stream: string; duplicate: boolean; durable?: string }

export interface PublishOptions {
  /** Makes a repetition harmless; made here where it is absent. */
  id?: string;
  type?: string;
  source?: string;
  expectedOffset?: number;
  /** Sending this ends what one was typing there. */
  typing?: Session;
}

interface Message { params: object; typing: Session | undefined; resolve: (answer: Published) => void; reject: (error: ParleyError) => void }

/** Messages in order, one at a time, each kept until the server has stored or refused it. */
export class Outbox {
  #waiting: Message[] = [];

  constructor(readonly parley: Parley) {}

  get pending(): number { return this.#waiting.length; }

  publish(topic: string, data: Json, { typing, ...options }: PublishOptions): Promise<Published> {
    const params = { topic, data, id: freshId(), ...options };
    const promise = new Promise<Published>((resolve, reject) => this.#waiting.push({ params, typing, resolve, reject }));
    promise.catch(() => {});
    if (this.pending === 1) this.pump();
    return promise;
  }

  /** Sends what waits; after each connect, again. */
  pump(): void {
    const message = this.#waiting[0];
    if (!message) return;
    const { typing, params, resolve, reject } = message;
    message.typing = undefined; // by the time of a resend its author may type again
    this.parley.insist('events.publish', { ...params, typing: typing?.typing.cleared() ? { session: typing.id } : undefined }, (error, answer) => {
      this.#waiting.shift();
      if (error) reject(error);
      else resolve(answer);
      this.pump();
    });
  }
}
