// One subscription to the room's events that keeps its position, and messages that are sent until they are stored.
import { Disconnected } from './connection.js';

const START_AGAIN = ['OFFSET_GONE', 'EPOCH_CHANGED', 'INVALID_OFFSET'];
const RETRY_MS = 1_000;

/**
 * Told through `on`: `event(offset, event)`, `position(offset)`, `gap(from, to)`, `subscribed({recovered, resuming, ...})`,
 * `cleared(error?)`, `refused(error)`.
 */
export class Subscription {
  #position = null; // {epoch, offset} of what was seen last
  #name = null;
  #steps = Promise.resolve();

  constructor({ connection, pattern, on }) {
    Object.assign(this, { connection, pattern, on, from: { last: 50 } });
  }

  /** After every reconnect: goes on after the last event seen. */
  resume() {
    this.#name = null;
    return this.#next(() => this.#subscribe(this.#position ?? this.from, this.#position !== null));
  }

  /** Another pattern, or another place to start from. */
  replay(pattern, from) {
    return this.#next(async () => {
      if (this.#name) await this.connection.call('events.unsubscribe', { subscription: this.#name });
      Object.assign(this, { pattern, from });
      this.#name = this.#position = null;
      this.on.cleared();
      await this.#subscribe(from, false);
    });
  }

  // One step at a time: frames of an ended subscription must not be taken for those of the next.
  #next(step) {
    this.#steps = this.#steps.then(step).catch((error) => {
      if (!(error instanceof Disconnected)) this.on.refused(error);
    });
    return this.#steps;
  }

  async #subscribe(from, resuming) {
    try {
      const answer = await this.connection.call('events.subscribe', { pattern: this.pattern, from });
      this.#name = answer.subscription;
      this.#position = { offset: answer.offset, epoch: answer.epoch };
      this.on.subscribed({ ...answer, resuming });
    } catch (error) {
      if (!resuming || !START_AGAIN.includes(error.code)) throw error;
      this.#position = null;
      this.on.cleared(error);
      await this.#subscribe('earliest', false);
    }
  }

  notice(method, params) {
    if (params.subscription !== this.#name) return;
    if (method === 'event') this.#moved(params.offset, () => this.on.event(params.offset, params.event));
    if (method === 'events.position') this.#moved(params.offset, () => this.on.position(params.offset));
    if (method === 'events.gap') this.#moved(params.to, () => this.on.gap(params.from, params.to));
  }

  #moved(offset, then) {
    if (offset <= this.#position.offset) return;
    this.#position = { ...this.#position, offset };
    then();
  }
}

/** Messages in order, each kept until the server has stored it; its id makes a second send harmless. */
export class Outgoing {
  #waiting = [];
  #sending = false;

  /** `on`: `stored(answer)`, `refused(message, error)`, `changed()`. */
  constructor({ connection, session, typing, on }) {
    Object.assign(this, { connection, session, typing, on });
  }

  get kept() { return this.#waiting.length; }

  send(topic, data, { id = crypto.randomUUID(), type = 'message' } = {}) {
    this.#waiting.push({ params: { topic, id, type, data }, tried: false });
    return this.resume();
  }

  async resume() {
    this.on.changed();
    if (this.#sending || !this.connection.live || this.#waiting.length === 0) return;
    this.#sending = true;
    const goOn = await this.#publish(this.#waiting[0]);
    this.#sending = false;
    if (goOn) await this.resume();
  }

  async #publish(message) {
    try {
      this.on.stored(await this.connection.call('events.publish', { ...message.params, ...this.#clearing(message) }));
    } catch (error) {
      if (this.#mayTryAgain(error)) return false;
      this.on.refused(message.params, error);
    }
    this.#waiting.shift();
    return true;
  }

  /** Only a first send clears the typing indicator: by the time of a resend its author may type again. */
  #clearing(message) {
    const clears = !message.tried && message.params.type === 'message' && this.typing.cleared();
    message.tried = true;
    return clears ? { typing: { session: this.session } } : {};
  }

  #mayTryAgain(error) {
    if (error instanceof Disconnected) return true;
    if (error.retryable) setTimeout(() => this.resume(), error.data.retryAfterMs ?? RETRY_MS);
    return error.retryable;
  }
}
