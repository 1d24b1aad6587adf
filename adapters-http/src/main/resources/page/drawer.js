// Behind the scenes: the frames as they pass, and the few lines of code that do the same.
import { $, copy, el } from './dom.js';

const MOST_FRAMES = 200;
const FEATURES = { typing: 'typing', presence: 'typing', session: 'session', event: 'events', events: 'events' };

/** The feature that a method belongs to. */
export const featureOf = (method) => FEATURES[method.split('.')[0]] ?? 'connection';

export class Drawer {
  #frames = [];
  #asked = new Map();

  constructor({ room, me }) {
    Object.assign(this, { room, me });
    $('drawer-toggle').addEventListener('click', () => this.#open($('drawer').hidden));
    $('drawer-close').addEventListener('click', () => { this.#open(false); $('drawer-toggle').focus(); });
    $('drawer').addEventListener('keydown', (event) => { if (event.key === 'Escape') $('drawer-close').click(); });
    $('drawer-clear').addEventListener('click', () => { this.#frames = []; this.#draw(); });
    $('feature').addEventListener('change', () => this.#draw());
    $('copy-code').addEventListener('click', () => copy($('code').textContent, $('copy-code')));
  }

  #open(open) {
    $('drawer').hidden = !open;
    document.body.classList.toggle('drawn', open);
    $('drawer-toggle').setAttribute('aria-expanded', String(open));
    this.#draw();
    if (open) $('feature').focus();
  }

  /** A frame passes. Answers are filed under the feature of their request. */
  frame({ out, text, message }) {
    const frame = { out, text: withoutToken(text), at: new Date(), ...this.#subject(message) };
    this.#frames.unshift(frame);
    this.#frames.length = Math.min(this.#frames.length, MOST_FRAMES);
    if (!$('drawer').hidden && this.#wanted(frame)) {
      $('frames').prepend(line(frame));
      while ($('frames').childElementCount > MOST_FRAMES) $('frames').lastElementChild.remove();
    }
  }

  #subject({ id, method }) {
    if (method && id !== undefined) this.#asked.set(id, method);
    const subject = method ?? `${this.#asked.get(id) ?? ''} answered`;
    if (!method) this.#asked.delete(id);
    return { subject, feature: featureOf(subject.split(' ')[0]) };
  }

  #wanted({ feature }) { return ['', feature].includes($('feature').value); }

  #draw() {
    if ($('drawer').hidden) return;
    $('frames').replaceChildren(...this.#frames.filter((frame) => this.#wanted(frame)).map(line));
    $('code').textContent = code($('feature').value, { room: this.room, origin: location.origin, user: this.me() });
  }
}

const withoutToken = (text) => text.replace(/("token":")(?!dev:)[^"]*/, '$1…');

const line = ({ out, text, at, subject }) => el('li', { className: out ? 'out' : 'in' },
  el('span', { className: 'way' },
    el('span', { 'aria-hidden': 'true', textContent: out ? '↑ ' : '↓ ' }),
    el('span', { className: 'unseen', textContent: out ? 'sent ' : 'received ' }),
    el('b', { textContent: subject }), ` ${at.toTimeString().slice(0, 8)}.${String(at.getMilliseconds()).padStart(3, '0')}`),
  el('code', { textContent: text }));

const LINES = {
  connection: () => ['parley.on("state", (state) => console.log(state.name));'],
  typing: (_, room) => [
    `const session = parley.session("room-${room}");`,
    'await session.ready;',
    'session.on("typing", ({ top }) => console.log(top));',
    'session.typing.key();',
  ],
  session: (_, room) => [
    `const session = parley.session("room-${room}");`,
    'await session.ready;',
    'session.on("change", ({ value }) => console.log(value));',
    'session.edit([{ op: "add", path: "/note", value: "Hello" }]);',
  ],
  events: (user, room) => [
    `parley.subscribe("rooms.${room}.**", (event) => console.log(event.data), { last: 10 });`,
    `parley.publish("rooms.${room}.chat", {`,
    `  from: ${JSON.stringify(user)}, text: "Hello from a few lines" });`,
  ],
};

/** A small client that does what this feature does on the page; it runs in this page's console as it is. */
export function code(feature, { room, origin, user }) {
  const lines = feature ? LINES[feature](user, room) : [...LINES.session(user, room), ...LINES.events(user, room)];
  return [
    `const { connect } = await import("${origin}/parley.js");`,
    `const parley = connect("${origin.replace(/^http/, 'ws')}/v1/ws",`,
    `  { token: ${JSON.stringify(`dev:${user}`)} });`,
    ...lines,
  ].join('\n');
}
