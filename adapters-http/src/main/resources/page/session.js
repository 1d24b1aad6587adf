// The shared document's conversation with the server: join, one patch in flight, what is made meanwhile waits.
import { Disconnected, RpcError } from './connection.js';
import { Gap, Replica } from './replica.js';

const OUT_OF_REACH = ['EPOCH_CHANGED', 'INVALID_VERSION', 'STALE_BASE'];
const RETRY_MS = 1_000;
const MOST_RETRIES = 20;

/** Told through `on`: `joined(answer)`, `changed(change, by)`, `acknowledged(answer)`, `unsupported()`, `trouble(text)`. */
export class SharedSession {
  replica = new Replica();
  #joined = false;
  #sending = false;
  #paused = false; // the server asked for a moment
  #retries = 0;

  constructor({ connection, id, sample, typing, on }) {
    Object.assign(this, { connection, id, sample, typing, on });
  }

  down() { this.#joined = false; }

  /** After every (re)connect. Creates the session where nobody has been before. */
  async resume() {
    try {
      this.#enter(await this.#join(this.replica.since));
    } catch (error) {
      this.#failed(error);
    }
  }

  async #join(since) {
    const params = { session: this.id, ...(since && { since }) };
    try {
      return await this.connection.call('session.join', params);
    } catch (error) {
      if (error.code === 'NOT_FOUND') return this.#create();
      if (since && OUT_OF_REACH.includes(error.code)) return this.#join(undefined);
      throw error;
    }
  }

  async #create() {
    try {
      await this.connection.call('session.create', { session: this.id, document: this.sample });
    } catch (error) {
      if (error.code !== 'CONFLICT') throw error; // somebody else was first
    }
    return this.connection.call('session.join', { session: this.id });
  }

  #enter(answer) {
    this.on.joined(answer);
    if (!('document' in answer) && !('patches' in answer)) return this.on.unsupported();
    const change = this.replica.joined(answer);
    this.#joined = true;
    this.on.changed(change, null);
    this.#pump();
  }

  #failed(error) {
    if (error instanceof Disconnected) return;
    if (error instanceof Gap) this.#again();
    else if (error.code === 'METHOD_NOT_FOUND') this.on.unsupported();
    else if (error.retryable) setTimeout(() => this.resume(), error.data.retryAfterMs ?? RETRY_MS);
    else this.on.trouble(`The document cannot be opened: ${error.message}`);
  }

  notice(method, params) {
    if (params.session !== this.id || !this.#joined) return;
    try {
      const change = this.replica.patched(params);
      if (method === 'session.patched' || change) this.on.changed(change, params.by.user);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Edits what is shown, or with `view` what was shown when the author began. Throws a PatchError if it does not fit. */
  edit(operations, view) {
    if (operations.length === 0) return;
    const change = view ? this.replica.editOn(view, operations) : this.replica.edit(operations);
    this.on.changed(change, 'me');
    this.#pump();
  }

  async #pump() {
    if (!this.#joined || this.#sending || this.#paused) return;
    const patch = this.replica.next();
    if (patch === null) return;
    this.#sending = true;
    try {
      const typing = this.typing.cleared() ? { typing: {} } : {};
      this.#acknowledged(await this.connection.call('session.patch', { session: this.id, ...patch, ...typing }));
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#sending = false;
    }
    this.#pump();
  }

  #acknowledged(answer) {
    this.#retries = 0;
    this.on.acknowledged(answer);
    this.on.changed(this.replica.acknowledged(answer), 'me');
  }

  #refused(error) {
    if (error instanceof Disconnected) { this.#joined = false; return; }
    if (error instanceof Gap) return this.#again();
    if (!(error instanceof RpcError)) throw error;
    if (error.retryable && this.#retries++ < MOST_RETRIES) return this.#later(error);
    this.#retries = 0;
    this.on.changed(this.replica.refused(error), 'me');
    if (OUT_OF_REACH.includes(error.code)) this.#again();
  }

  #later(error) {
    this.#paused = true;
    setTimeout(() => {
      this.#paused = false;
      this.#pump();
    }, error.data.retryAfterMs ?? RETRY_MS);
  }

  #again() {
    this.#joined = false;
    this.resume();
  }
}
