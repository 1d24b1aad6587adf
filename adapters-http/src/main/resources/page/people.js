// The people pane: who is here, who types what, what each said last, and the message box.
import { $, announce, button, el } from './dom.js';
import { COLOURS, usualColour } from './identity.js';
import { doing, sentence } from './typing.js';

export class People {
  #present = [];
  #said = new Map();
  #colours = new Map();
  #announced = '';

  /** `view` is the TypingView, `me()` this window's user. */
  constructor({ view, me, signal }) {
    Object.assign(this, { view, me, signal });
  }

  look = (user) => this.#colours.get(user) ?? usualColour(user);

  joined(present = []) {
    this.#present = present.map((p) => p.user);
    this.show();
  }

  changed({ enter = [], leave = [] }) {
    const gone = new Set(leave.map((p) => p.user));
    const came = enter.map((p) => p.user).filter((user) => !this.#present.includes(user));
    this.#present = [...this.#present.filter((user) => !gone.has(user)), ...came];
    if (came.length > 0) announce(`${came.join(', ')} came in`);
    else if (gone.size > 0) announce(`${[...gone].join(', ')} left`);
    this.show();
  }

  /** What people said, and the colours they took, travel as events. */
  seen({ type, data }) {
    if (typeof data?.from !== 'string') return;
    if (type === 'look') this.#paint(data.from, data.colour);
    else if (typeof data.text === 'string') this.#said.set(data.from, data.text);
    this.show();
  }

  #paint(user, colour) {
    if (Number.isInteger(colour) && COLOURS[colour]) this.#colours.set(user, colour);
  }

  show() {
    const me = this.me();
    const typing = this.view.others(me, this.signal.kind !== null);
    const others = [...new Set([...this.#present, ...typing.top.map((t) => t.user)])].filter((user) => user !== me);
    $('persons').replaceChildren(...[me, ...others].map((user) => this.#person(user, typing)));
    $('people-count').textContent = String(others.length + 1);
    $('alone').hidden = others.length > 0;
    $('persons').classList.toggle('stale', this.view.stale);
    this.#tell(sentence(typing));
  }

  #person(user, typing) {
    const mine = user === this.me();
    const kind = mine ? null : typing.top.find((t) => t.user === user)?.kind;
    const said = this.#said.get(user) ?? (mine ? 'That is you' : 'Here');
    return el('li', { className: kind ? 'person typing' : 'person', data: { colour: this.look(user), user } },
      avatar(user),
      el('div', {},
        el('span', { className: 'who', textContent: mine ? `${user} (you)` : user }),
        el('span', { className: 'doing' }, kind ? doing(kind) : said, ...(kind ? [dots()] : []))));
  }

  // Once per change of who types, not once per frame.
  #tell(text) {
    if (text !== this.#announced) announce(text);
    this.#announced = text;
  }
}

export const initials = (user) => [...user.matchAll(/(?:^|\s)(\S)/gu)].slice(0, 2).map((m) => m[1].toUpperCase()).join('');

const avatar = (user) => el('span', { className: 'avatar', 'aria-hidden': 'true', textContent: initials(user) });

const dots = () => el('span', { className: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));

/** Colours to choose from, as radio buttons. */
export function colourChoice(container, chosen) {
  container.append(...COLOURS.map((name, index) => el('label', { className: 'swatch', data: { colour: index } },
    el('input', { type: 'radio', name: 'colour', value: String(index), change: () => chosen(index) }),
    el('span', { className: 'unseen', textContent: name }))));
  return (index) => { container.querySelector(`input[value="${index}"]`).checked = true; };
}

/** The message box: Enter sends. */
export function messageBox({ signal, send }) {
  const box = $('message');
  box.addEventListener('input', () => (box.value ? signal.key('typing') : signal.stop()));
  box.addEventListener('blur', () => signal.kind === 'typing' && signal.stop());
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    $('message-form').requestSubmit();
  });
  $('message-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text) send(text);
    box.value = '';
    box.focus();
  });
}
