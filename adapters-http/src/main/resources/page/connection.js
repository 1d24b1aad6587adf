// JSON-RPC 2.0 over one WebSocket that comes back by itself.

/** The server's refusal of one call: `code` is the stable word, `message` is for people. */
export class RpcError extends Error {
  constructor({ code, message, data = {} }) {
    super(message);
    Object.assign(this, { code: data.code ?? String(code), retryable: data.retryable === true, data });
  }
}

/** The connection went before an answer came: whether the call took effect is unknown. */
export class Disconnected extends Error {}

const ANSWER_LIMIT_MS = 8_000;
const PULSE_MS = 10_000;
const BACKOFF = { firstMs: 500, mostMs: 15_000 };

/** Full jitter: anything between nothing and a limit that doubles, so that a crowd does not come back as one. */
export const backoff = (attempt, random) => Math.round(random() * Math.min(BACKOFF.mostMs, BACKOFF.firstMs * 2 ** attempt));

/** What a close code asks for (the codes are listed in the protocol document). */
export function afterClose(code) {
  if (code === 4001) return 'new-device';
  if (code >= 4000 && code < 4100) return 'stop';
  return code >= 4200 && code < 4300 ? 'soon' : 'back-off';
}

/**
 * `hello()` gives the params of `connect`, `pulse()` method and params of a call that changes nothing. Told through
 * `on`: `state({name, ...})`, `live(welcome)`, `down()`, `notice(method, params)`, `frame({out, text, message})`,
 * `rtt(ms)`, `newDevice()`.
 */
export class Connection {
  state = { name: 'closed' };
  #socket = null;
  #calls = new Map();
  #lastId = 0;
  #attempt = 0;
  #timers = new Set();
  #sockets = 0;

  constructor({ url, hello, pulse, on, WebSocket = globalThis.WebSocket, random = Math.random, now = () => performance.now() }) {
    Object.assign(this, { url, hello, pulse, on, WebSocket, random, now });
  }

  get live() { return this.state.name === 'live'; }

  open() {
    this.#clearTimers();
    this.#become({ name: 'connecting', again: this.#sockets > 0 });
    this.#sockets += 1;
    const socket = new this.WebSocket(this.url, 'parley.v1');
    this.#socket = socket;
    const mine = (then) => (event) => { if (socket === this.#socket) then(event); };
    socket.onopen = mine(() => this.#greet());
    socket.onmessage = mine((event) => this.#received(event.data));
    socket.onclose = mine((event) => this.#closed(event.code, event.reason));
    this.#after(ANSWER_LIMIT_MS, () => { if (!this.live) this.#lost(); });
  }

  /** Ends on purpose: the server forgets this window's typing and presence at once. */
  close() {
    this.#abandon(1000);
    this.#become({ name: 'closed' });
  }

  /** Cuts the line as a tunnel would, for a while. */
  cut(forMs) {
    this.#abandon(3001);
    this.#become({ name: 'cut', until: this.now() + forMs });
    this.#after(forMs, () => this.open());
  }

  /** Tries at once where a person, or the network coming back, gives reason to. */
  hurry() {
    if (this.state.name === 'waiting') this.open();
  }

  call(method, params) {
    if (!this.#socket || (!this.live && method !== 'connect')) return Promise.reject(new Disconnected('not connected'));
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject, sent: this.now(), method }));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  notify(method, params) {
    if (this.live) this.#send({ jsonrpc: '2.0', method, params });
  }

  #send(message) {
    const text = JSON.stringify(message);
    this.on.frame({ out: true, text, message });
    this.#socket.send(text);
  }

  async #greet() {
    try {
      const welcome = await this.call('connect', this.hello());
      this.#attempt = 0;
      this.#clearTimers();
      this.#become({ name: 'live' });
      this.#pulse();
      this.on.live(welcome);
    } catch (error) {
      if (error instanceof RpcError) this.#become({ name: 'refused', why: error.message });
    }
  }

  #received(text) {
    const message = JSON.parse(text);
    this.on.frame({ out: false, text, message });
    for (const one of Array.isArray(message) ? message : [message]) {
      if ('method' in one) this.on.notice(one.method, one.params ?? {});
      else this.#answered(one);
    }
  }

  #answered({ id, result, error }) {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    if (call.method === 'connect') this.on.rtt(this.now() - call.sent);
    if (error) call.reject(new RpcError(error));
    else call.resolve(result);
  }

  /** A small request now and then: measures the round trip, and notices a line that died without a word. */
  #pulse() {
    this.#after(PULSE_MS, () => {
      const silence = this.#after(ANSWER_LIMIT_MS, () => this.#lost());
      const sent = this.now();
      const heard = () => {
        this.on.rtt(this.now() - sent);
        this.#forget(silence);
        this.#pulse();
      };
      this.call(...this.pulse()).then(heard, (error) => { if (error instanceof RpcError) heard(); });
    });
  }

  #closed(code, reason) {
    const refused = this.state.name === 'refused';
    const what = afterClose(code);
    this.#abandon();
    if (refused && what === 'stop') return;
    if (what === 'stop') return this.#become({ name: 'refused', why: reason || `the server closed with ${code}` });
    if (what === 'new-device') this.on.newDevice();
    this.#wait(what === 'back-off' ? this.#attempt++ : 0);
  }

  #lost() {
    this.#abandon(3001);
    this.#wait(this.#attempt++);
  }

  #wait(attempt) {
    const delay = backoff(attempt, this.random);
    this.#become({ name: 'waiting', until: this.now() + delay });
    this.#after(delay, () => this.open());
  }

  #abandon(code) {
    this.#clearTimers();
    const socket = this.#socket;
    this.#socket = null;
    if (socket && code) socket.close(code);
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    if (this.live) { this.state = { name: 'down' }; this.on.down(); }
    for (const call of calls) call.reject(new Disconnected(`connection lost during ${call.method}`));
  }

  #become(state) {
    this.state = state;
    this.on.state(state);
  }

  #after(ms, then) {
    const timer = setTimeout(() => { this.#timers.delete(timer); then(); }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #forget(timer) {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }

  #clearTimers() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }
}
