// The client of clients/js, as its users get it, on the sockets of the package ws.
import { connect } from '../../clients/js/dist/parley.js';
import { WebSocket } from 'ws';

/** Signed in as `name`; closed at the end of the test. */
export function connected(t, port, name, options = {}) {
  const parley = connect(`ws://127.0.0.1:${port}/v1/ws`, { token: `dev:${name}`, WebSocket, ...options });
  t.after(() => parley.close());
  return parley;
}

export const live = (parley) => (parley.state.name === 'live' ? Promise.resolve() : once(parley, 'welcome'));

/** The next thing told under a name. */
export const once = (emitter, name) => new Promise((resolve) => { const off = emitter.on(name, (what) => { off(); resolve(what); }); });

/** The next thing told under a name that is as asked for. */
export function until(emitter, name, wanted, withinMs = 20_000) {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`no ${name} came that was wanted`)), withinMs);
    const off = emitter.on(name, (what) => {
      if (!wanted(what)) return;
      off();
      clearTimeout(deadline);
      resolve(what);
    });
  });
}
