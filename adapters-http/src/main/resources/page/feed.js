// The events pane: newest first, replayed and live told apart, and how to replay from anywhere.
import { $, el, announce } from './dom.js';

const MOST_ROWS = 300;

export class Feed {
  #head = 0;
  #from = null; // server time at which what follows counts as live
  #returning = false;
  #recovering = false;

  /** `look(user)` gives a colour; `seen(event)` hears every event. */
  constructor({ parley, room, look, seen, serverNow }) {
    Object.assign(this, { parley, look, seen, serverNow });
    this.home = `rooms.${room}.**`;
    this.#controls();
    this.#subscribe(this.home, { last: 50 });
  }

  /** `returning`: from a lost line, not under another name; only then is there anything to recover. */
  welcomed(returning) {
    this.#returning = returning;
    this.#from = this.serverNow();
  }

  #subscribe(pattern, from) {
    this.subscription?.close();
    const subscription = this.parley.subscribe(pattern, (event, offset) => this.event(offset, event), from);
    subscription.on('subscribed', (answer) => this.#subscribed(answer));
    subscription.on('position', (offset) => this.position(offset));
    subscription.on('gap', (gap) => this.#gap(gap));
    subscription.on('refused', (error) => this.#refused(error));
    Object.assign(this, { subscription, begin: from });
  }

  #controls() {
    $('pattern').value = this.home;
    $('pattern').addEventListener('change', () => this.#replay(this.begin));
    $('from').addEventListener('input', () => this.#showFrom());
    $('from').addEventListener('change', () => this.#replay(this.#chosen()));
    $('replay').addEventListener('submit', (event) => {
      event.preventDefault();
      if (event.submitter === $('show-last') || document.activeElement === $('last')) this.#replay({ last: $('last').valueAsNumber || 10 });
      else this.#replay(this.begin);
    });
  }

  #chosen() {
    const offset = $('from').valueAsNumber;
    return offset === 0 ? 'earliest' : { offset, epoch: this.epoch };
  }

  #replay(from) {
    const pattern = $('pattern').value.trim() || this.home;
    $('pattern').value = pattern;
    this.#from = this.serverNow();
    this.#recovering = this.#returning = false;
    $('feed').replaceChildren();
    this.#subscribe(pattern, from);
  }

  #refused(error) {
    const next = error.code === 'INVALID_PATTERN' ? ' Try rooms.*.chat or end with .**' : '';
    $('feed-note').textContent = `${error.message}.${next}`;
  }

  #subscribed({ epoch, offset, recovered }) {
    this.epoch = epoch;
    $('feed-note').textContent = '';
    if (recovered && this.#returning) {
      this.#recovering = true;
      this.#divide(`Recovered after offset ${offset}`, 'good');
      announce('Reconnected. No event was missed.');
    }
    this.position(offset);
  }

  position(offset) {
    this.#head = Math.max(this.#head, offset);
    const slider = $('from');
    const atHead = slider.value === slider.max;
    slider.max = String(this.#head);
    if (atHead) slider.value = slider.max;
    $('head').textContent = this.#head > 0 ? `at ${this.#head}` : '';
    this.#showFrom();
  }

  #showFrom() {
    const offset = $('from').valueAsNumber;
    $('from-value').textContent = offset >= this.#head ? 'now' : offset === 0 ? 'the start' : `offset ${offset + 1}`;
  }

  #gap({ from, to, reason }) {
    if (!from) $('feed').replaceChildren();
    const what = from ? `Events ${from} to ${to} are no longer kept` : `Starting again from the earliest event kept: ${reason}`;
    this.#divide(what, 'warn');
  }

  event(offset, event) {
    this.position(offset);
    const live = Date.parse(event.time) >= this.#from;
    if (live) this.#recovering = false;
    this.#put(row(offset, event, live ? 'live' : this.#recovering ? 'recovered' : 'replayed', this.look));
    this.seen(event);
    if (event.type === 'look') this.repaint(event.data.from);
  }

  /** Somebody took another colour: what is here of him takes it too. */
  repaint(user) {
    for (const item of $('feed').children) if (item.dataset.author === user) item.dataset.colour = this.look(user);
  }

  #divide(text, kind) { this.#put(el('li', { className: `divider ${kind}`, textContent: text })); }

  #put(item) {
    $('feed').prepend(item);
    while ($('feed').childElementCount > MOST_ROWS) $('feed').lastElementChild.remove();
  }
}

function row(offset, event, how, look) {
  const { from, text } = event.data ?? {};
  const author = typeof from === 'string' ? from : '';
  return el('li', { className: `event ${how}`, data: { colour: author ? look(author) : '', author, offset } },
    el('span', { className: 'offset', textContent: String(offset) }),
    el('div', { className: 'what' },
      el('p', { className: 'said' },
        el('b', { className: 'who', textContent: author || event.topic }), ' ',
        el('span', { textContent: typeof text === 'string' ? text : JSON.stringify(event.data) })),
      el('p', { className: 'meta' },
        el('time', { dateTime: event.time, textContent: new Date(event.time).toLocaleTimeString() }),
        ` · ${event.topic.split('.').at(-1)} · `,
        el('span', { className: 'how', textContent: how }))));
}
