// The people pane: who is here, who types what, what each said last, and the message box.
import { $, announce, button, el } from './dom.js';
import { COLOURS, usualColour } from './identity.js';
import { doing, sentence } from './typists.js';

export class People {
  #present = [];
  #said = new Map();
  #colours = new Map();
  #announced = '';

  /** `me()` is this window's user. */
  constructor({ session, me }) {
    Object.assign(this, { session, me });
    session.on('presence', (present) => this.#here(present));
    session.on('typing', () => this.show());
  }

  look = (user) => this.#colours.get(user) ?? usualColour(user);

  #here(present) {
    const without = (some, others) => some.filter((user) => !others.includes(user) && user !== this.me());
    const [came, gone] = [without(present, this.#present), without(this.#present, present)];
    const first = this.#present.length === 0;
    if (!first && came.length > 0) announce(`${came.join(', ')} came in`);
    else if (!first && gone.length > 0) announce(`${gone.join(', ')} left`);
    this.#present = present;
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
    const typing = this.session.typists;
    const others = [...new Set([...this.#present, ...typing.top.map((t) => t.user)])].filter((user) => user !== me);
    $('persons').replaceChildren(...[me, ...others].map((user) => this.#person(user, typing)));
    $('people-count').textContent = String(others.length + 1);
    $('alone').hidden = others.length > 0;
    $('persons').classList.toggle('stale', typing.stale);
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
export function messageBox({ typing, send }) {
  const box = $('message');
  typing.follow(box);
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
