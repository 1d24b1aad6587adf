// A client for Parley: typing and presence, shared JSON documents, durable events.
import { Outbox, Subscription, type Event, type From, type Published, type PublishOptions } from './events.js';
import type { Json } from './json.js';
import { freshId, Link } from './link.js';
import type { Author } from './replica.js';
import { Session, type SessionOptions } from './session.js';
import { TIMERS } from './typing.js';

export { ParleyError } from './errors.js';
export { child, equal, segments } from './json.js';
export type { Event, From, Gap, Position, Published, PublishOptions, Subscription } from './events.js';
export type { Json } from './json.js';
export type { State } from './link.js';
export type { Lost } from './rebase.js';
export type { Answer, Author, Edited, View } from './replica.js';
export type { Change, Session, SessionOptions } from './session.js';
export type { Operation } from './tree.js';
export type { Kind, Typists, TypingSignal } from './typing.js';

export interface Options {
  /** Who one is; a function is asked at each connect and before the token expires. */
  token: string | (() => string | Promise<string>);
  /** One installation and tab; made at random where it is absent. */
  device?: string;
  /** Where the platform has none: Node 20 takes that of the package `ws`. */
  WebSocket?: unknown;
}

/** Connects, and stays connected: it comes back by itself with all sessions and subscriptions, from where they were. */
export const connect = (url: string, options: Options): Parley => new Parley(url, options);

export class Parley extends Link {
  /** As the server knows this client; empty before the first welcome. */
  me: Author = { user: '', device: '' };
  /** @internal */
  pace = TIMERS;
  /** What takes part: told of each connect, loss and notification.
   * @internal */
  members = new Set<Session | Subscription>();
  #outbox = new Outbox(this);
  #options: Options;

  /** @internal */
  constructor(url: string, options: Options) {
    super(url, options.WebSocket ?? globalThis.WebSocket);
    this.#options = { device: freshId(), ...options };
    this.open();
  }

  /** Messages that are not stored yet. */
  get pending(): number { return this.#outbox.pending; }

  /** The shared document of that name, joined until it is left. */
  session(id: string, options: SessionOptions = {}): Session {
    for (const member of this.members) if ('id' in member && member.id === id) return member;
    return this.#enter(new Session(id, this, options));
  }

  /** Every event of that pattern, once and in order; from the last one seen after a reconnect. */
  subscribe(pattern: string, listener: (event: Event, offset: number) => void, from: From = 'latest'): Subscription {
    const subscription = this.#enter(new Subscription(pattern, from, this));
    subscription.on('event', listener);
    return subscription;
  }

  #enter<Member extends Session | Subscription>(member: Member): Member {
    this.members.add(member);
    member.rejoin();
    return member;
  }

  /** Fulfilled once it is stored: exactly once, over any number of reconnects. */
  publish(topic: string, data: Json, options: PublishOptions = {}): Promise<Published> {
    return this.#outbox.publish(topic, data, options);
  }

  async #token(): Promise<string> {
    const { token } = this.#options;
    return typeof token === 'function' ? token() : token;
  }

  protected override async hello(): Promise<object> {
    const typing = [...this.members].flatMap((member) => 'id' in member && member.typing.kind ? { session: member.id, kind: member.typing.kind } : []);
    return { token: await this.#token(), device: this.#options.device, resume: { typing } };
  }

  protected override welcomed({ user, device, timers }: any): void {
    this.me = { user, device };
    this.pace = { ...TIMERS, ...timers };
    for (const member of this.members) member.rejoin();
    this.#outbox.pump();
  }

  protected override down(): void { for (const member of this.members) member.down(); }

  protected override hear(method: string, params: any): void {
    if (method === 'token.expiring') this.#token().then((token) => this.notify('refreshToken', { token }), () => {});
    for (const member of this.members) member.hear(params, method);
  }
}
