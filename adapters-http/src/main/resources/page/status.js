// The status line, in words: the connection, the round trip, and how safe the last thing sent is.

const DURABLE = {
  disk: 'saved on disk',
  os: 'saved, survives a server crash',
  memory: 'kept in memory only',
};

export const durability = (grade) => (grade ? DURABLE[grade] ?? `saved: ${grade}` : '');

export const kept = (n) => (n === 0 ? '' : `, ${n} ${n === 1 ? 'edit' : 'edits'} kept`);

const seconds = (ms) => Math.max(1, Math.ceil(ms / 1_000));

/** The connection in words. `pending` is what waits to be sent, `online` what the browser says of the
 * network, `again` whether there was a connection before. */
export function words(state, { now, pending, again = false, online = true }) {
  switch (state.name) {
    case 'live': return 'live';
    case 'connecting': return again ? `reconnecting${kept(pending)}` : 'connecting';
    case 'waiting': return online ? `reconnecting in ${seconds(state.until - now)} s${kept(pending)}` : `offline${kept(pending)}`;
    case 'cut': return `offline${kept(pending)}`;
    case 'stopped': return 'not connected';
    default: return 'closed';
  }
}

/** What the switch says while the line is cut, and otherwise. */
export const cutWords = (state, now) => (state.name === 'cut' ? `Back in ${seconds(state.until - now)} s` : 'Cut my connection');

export const roundTrip = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);
