// A WebSocket that shows what passes: every frame, and how long the small calls take that measure the way.

const PROBES = ['connect', 'typing.stop'];

/** A class to connect with. `frame({out, text, message})`, `rtt(ms)`. */
export const watched = ({ frame, rtt }, Socket = WebSocket) => class extends Socket {
  #probes = new Map();

  constructor(...where) {
    super(...where);
    this.addEventListener('message', ({ data }) => this.#came(data));
  }

  send(text) {
    const message = JSON.parse(text);
    if (PROBES.includes(message.method)) this.#probes.set(message.id, performance.now());
    frame({ out: true, text, message });
    super.send(text);
  }

  #came(text) {
    const message = JSON.parse(text);
    if (this.#probes.has(message.id)) rtt(performance.now() - this.#probes.get(message.id));
    this.#probes.delete(message.id);
    frame({ out: false, text, message });
  }
};
