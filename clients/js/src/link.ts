// JSON-RPC 2.0 over one WebSocket that comes back by itself, by the rules of the close codes (docs/protocol.md, 9).
import { Emitter } from './emitter.js';
import { ParleyError } from './errors.js';

/** `waiting`: tries again at `until`, in ms since 1970. `stopped`: it does not, and `code` and `reason` say why. */
export interface State {
  name: 'connecting' | 'live' | 'waiting' | 'cut' | 'stopped' | 'closed';
  until?: number;
  code?: number | string;
  reason?: string;
}

/** Called at once when the answer comes: before what follows it on the wire is looked at. */
export type Settled = (error: ParleyError | undefined, result?: any) => void;

const ANSWER_LIMIT_MS = 8_000;
const PULSE_MS = 2_000; // between a call's limit and the next call
const STEADY_MS = 5_000;
const SHORTEST_MS = 500;
const LONGEST_MS = 15_000;
const MOST_FAULTS = 3;

const disconnected = () => new ParleyError('DISCONNECTED', 'not connected');

/** Full jitter: anything from nothing to a limit that doubles, so that a crowd does not come back as one. */
const backoff = (attempt: number): number => Math.random() * Math.min(LONGEST_MS, SHORTEST_MS * 2 ** attempt);

/** 128 bits at random, also where a page is not served securely and `crypto.randomUUID` is missing. */
export const freshId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

export abstract class Link extends Emitter<{
  state: [State];
  /** The answer of `connect`. */
  welcome: [any];
  notice: [string, any];
}> {
  state: State = { name: 'closed' };
  #dial: () => WebSocket;
  #socket: WebSocket | undefined;
  #calls = new Map<number, Settled>();
  #lastId = 0;
  #attempt = 0;
  #timers = new Set<number>();

  /** @internal */
  constructor(url: string, WebSocket: any) {
    super();
    this.#dial = () => new WebSocket(url, 'parley.v1');
  }

  /** The params of `connect`. */
  protected abstract hello(): Promise<object>;
  protected abstract welcomed(welcome: any): void;
  protected abstract down(): void;
  protected abstract hear(method: string, params: any): void;

  /** Connects now; again after `close`, or after it stopped. */
  open(): void {
    this.#leave({ name: 'connecting' });
    const socket = this.#socket = this.#dial();
    const mine = <E>(then: (event: E) => void) => (event: E) => { if (socket === this.#socket) then(event); };
    this.#after(ANSWER_LIMIT_MS, () => this.#lost());
    socket.onopen = () => this.hello().then(mine((params) => this.#send('connect', params, (error, welcome) => {
      if (!error) this.#welcome(welcome);
      else if (error.retryable) this.#lost();
      else if (error.code !== 'DISCONNECTED') this.#leave({ name: 'stopped', code: error.code, reason: error.message });
    })), mine(() => this.#lost()));
    socket.onmessage = mine(({ data }: MessageEvent) => this.#received(data));
    socket.onclose = mine(({ code, reason }: CloseEvent) => {
      if (code >= 4000 && code < 4100) this.#leave({ name: 'stopped', code, reason });
      else if (code >= 4200 && code < 4300) this.#pause(+(/\d+/.exec(reason) ?? backoff(0)));
      else this.#lost();
    });
    socket.onerror = () => {};
  }

  #welcome(welcome: any): void {
    this.#clear();
    this.#after(STEADY_MS, () => { this.#attempt = 0; });
    this.#become({ name: 'live' });
    this.#pulse();
    this.welcomed(welcome);
    this.tell('welcome', welcome);
  }

  /** Any method of the protocol. */
  call(method: string, params: object = {}): Promise<any> {
    return new Promise((resolve, reject) => this.#request(method, params, (error, result) => error ? reject(error) : resolve(result)));
  }

  /** The same without an answer; lost where there is no connection. */
  notify(method: string, params: object = {}): void {
    if (this.state.name === 'live') this.#write({ method, params });
  }

  /** Repeats what may be repeated, as long as this connection lasts. @internal */
  insist(method: string, params: object, settled: Settled, tries = 0): void {
    this.#request(method, params, (error, result) => {
      const { code = '', retryable, data } = error ?? {};
      if (code === 'DISCONNECTED') return;
      if (!retryable || code === 'CONFLICT' || (code === 'INTERNAL' && tries >= MOST_FAULTS)) return settled(error, result);
      // By the time of a repetition its author may type again.
      const { typing, ...again } = params as { typing?: object };
      this.#after((data!['retryAfterMs'] ?? 0) + backoff(tries), () => this.insist(method, again, settled, tries + 1));
    });
  }

  #request(method: string, params: object, settled: Settled): void {
    if (this.state.name === 'live') this.#send(method, params, settled);
    else settled(disconnected());
  }

  #send(method: string, params: object, settled: Settled): void {
    this.#calls.set(++this.#lastId, settled);
    this.#write({ id: this.#lastId, method, params });
  }

  #write(content: object): void {
    this.#socket!.send(JSON.stringify({ jsonrpc: '2.0', ...content }));
  }

  #received(text: string): void {
    const { id, method, params, error, result } = JSON.parse(text);
    if (method) {
      this.hear(method, params);
      return this.tell('notice', method, params);
    }
    const settled = this.#calls.get(id);
    this.#calls.delete(id);
    settled?.(error && new ParleyError(error.data?.code, error.message, error.data), result);
  }

  /** A call now and then that changes nothing: it notices a line that died without a word. */
  #pulse(): void {
    this.#after(PULSE_MS, () => {
      let heard = false;
      this.#request('typing.stop', { session: '-' }, () => { heard = true; });
      this.#after(ANSWER_LIMIT_MS, () => heard ? this.#pulse() : this.#lost());
    });
  }

  #lost(): void { this.#pause(backoff(this.#attempt++)); }

  #pause(ms: number, name: State['name'] = 'waiting'): void {
    this.#leave({ name, until: Date.now() + ms });
    this.#after(ms, () => this.open());
  }

  /** Ends it on purpose: typing and presence end at once. What is not acknowledged is kept for `open`. */
  close(): void { this.#leave({ name: 'closed' }); }

  /** Drops the line as a tunnel would, for a while. */
  cut(ms: number): void { this.#pause(ms, 'cut'); }

  /** Tries now, where it waits to. */
  hurry(): void { if (this.state.name === 'waiting') this.open(); }

  #leave(state: State): void {
    const { name } = this.state;
    const socket = this.#socket;
    const calls = this.#calls;
    this.#clear();
    this.#calls = new Map();
    this.#socket = undefined;
    this.#become(state);
    socket?.close(state.until ? 3001 : 1000);
    if (name === 'live') this.down();
    for (const settled of calls.values()) settled(disconnected());
  }

  #become(state: State): void {
    this.state = state;
    this.tell('state', state);
  }

  /** Unless this connection, or this pause, ends before. */
  #after(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }

  #clear(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }
}
