// Shows the status line and counts its seconds down.
import { $, announce } from './dom.js';
import { cutWords, durability, roundTrip, words } from './status.js';

const CUT_MS = 10_000;

/** `pending()` counts what waits to be sent. Answers `{show, rtt, durable}`. */
export function statusLine({ parley, pending }) {
  let said = '';
  let again = false;
  const show = () => {
    const { state } = parley;
    const now = Date.now();
    const text = words(state, { now, pending: pending(), again, online: navigator.onLine });
    again ||= state.name === 'live';
    $('state').dataset.state = state.name;
    $('cut').setAttribute('aria-checked', String(state.name === 'cut'));
    write('state-words', text);
    write('cut-words', cutWords(state, now));
    if (state.name !== said) announce(text);
    said = state.name;
  };
  $('cut').addEventListener('click', () => (parley.state.name === 'cut' ? parley.open() : parley.cut(CUT_MS)));
  $('state').addEventListener('click', () => parley.hurry());
  addEventListener('online', () => parley.hurry());
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
