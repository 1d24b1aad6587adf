import { connect } from '../dist/index.js';

/** The other end of the line, in the test's hands. */
export class FakeSocket {
  static all = [];
  sent = [];

  constructor(url, protocol) {
    Object.assign(this, { url, protocol });
    FakeSocket.all.push(this);
  }

  send(text) { this.sent.push(JSON.parse(text)); }
  close(code) { this.closedWith = code; }

  /** Server says, client hears at once. */
  says(message) { this.onmessage({ data: JSON.stringify({ jsonrpc: '2.0', ...message }) }); }
  notifies(method, params) { this.says({ method, params }); }
  last(method) { return this.sent.findLast((message) => message.method === method); }
  all(method) { return this.sent.filter((message) => message.method === method); }
  answers(method, result) { this.says({ id: this.last(method).id, result }); }
  refuses(method, code, more = {}) {
    this.says({ id: this.last(method).id, error: { code: -32000, message: `no: ${code}`, data: { code, retryable: false, ...more } } });
  }

  async welcomes({ user = 'ana', timers } = {}) {
    this.onopen();
    await turn();
    this.answers('connect', { connection: 'c1', user, device: this.last('connect').params.device, timers });
    await turn();
  }

  async loses(code = 1006, reason = '') {
    this.onclose({ code, reason });
    await turn();
  }
}

export const turn = () => new Promise(setImmediate);

/** A client on fake sockets and still time; jitter is always at its most. */
export function client(t, options = {}) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(Math, 'random', () => 1);
  FakeSocket.all = [];
  const parley = connect('ws://x/v1/ws', { token: 'dev:ana', device: 'tab-1', WebSocket: FakeSocket, ...options });
  return { parley, socket: () => FakeSocket.all.at(-1), sockets: () => FakeSocket.all.length, pass: (ms) => t.mock.timers.tick(ms) };
}

/** What an emitter told under a name, as it comes. */
export function heard(emitter, name) {
  const all = [];
  emitter.on(name, (...what) => all.push(what.length > 1 ? what : what[0]));
  return all;
}
