// Shows the status line and counts its seconds down.
import { $, announce } from './dom.js';
import { cutWords, durability, roundTrip, words } from './status.js';

const CUT_MS = 10_000;

/** `pending()` counts what waits to be sent. Answers `{show, rtt, durable}`. */
export function statusLine({ connection, pending }) {
  let said = '';
  const show = () => {
    const { state } = connection;
    const now = performance.now();
    const text = words(state, { now, pending: pending(), online: navigator.onLine });
    $('state').dataset.state = state.name;
    $('cut').setAttribute('aria-checked', String(state.name === 'cut'));
    write('state-words', text);
    write('cut-words', cutWords(state, now));
    if (state.name !== said) announce(text);
    said = state.name;
  };
  $('cut').addEventListener('click', () => (connection.state.name === 'cut' ? connection.open() : connection.cut(CUT_MS)));
  $('state').addEventListener('click', () => connection.hurry());
  addEventListener('online', () => connection.hurry());
  setInterval(show, 500);
  return {
    show,
    rtt: (ms) => write('rtt', roundTrip(ms)),
    durable: (grade) => write('durable', durability(grade)),
  };
}

function write(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}
