// One line of the tree, with what is below it, and the editors that open in its place.
import { isContainer } from './diff.js';
import { button, el } from './dom.js';
import { child } from './parley.js';
import { addition, interpret } from './typed.js';

export class Row {
  children = [];
  #editor = null;
  #key;

  constructor(parent, key, value, tree) {
    Object.assign(this, { parent, tree });
    this.#key = key;
    this.line = el('div', { className: 'line' });
    this.item = el('li', {}, this.line);
    this.set(value);
  }

  get path() { return this.parent ? child(this.parent.path, this.key) : ''; }
  get key() { return Array.isArray(this.parent?.value) ? this.parent.children.indexOf(this) : this.#key; }
  get #label() { return Array.isArray(this.parent?.value) ? `item ${this.key}` : this.#key || 'document'; }

  /** The shape only: members are in the rows below. */
  set(value, by) {
    this.value = Array.isArray(value) ? [] : isContainer(value) ? {} : value;
    this.children = [];
    this.list?.remove();
    this.list = isContainer(value) ? el('ul', { className: 'node' }) : null;
    if (this.list) {
      this.item.append(this.list);
      for (const [key, inner] of Object.entries(value)) this.addChild(key, inner);
    }
    if (this.#editor) this.#editor.meanwhile(by, value);
    else this.#draw();
  }

  childAt(key) {
    return Array.isArray(this.value) ? this.children[Number(key)] : this.children.find((row) => row.#key === key);
  }

  addChild(key, value) {
    const list = Array.isArray(this.value);
    const there = list ? undefined : this.childAt(key);
    if (there) { there.set(value); return there; }
    const row = new Row(this, key, value, this.tree);
    const index = !list || key === '-' ? this.children.length : Number(key);
    if (this.children[index]) this.children[index].item.before(row.item);
    else if (this.children.length > 0) this.children.at(-1).item.after(row.item);
    else this.list.prepend(row.item);
    this.children.splice(index, 0, row);
    this.#redraw();
    return row;
  }

  removeChild(key, by) {
    const row = this.childAt(key);
    row.#abandonEditors(by);
    this.children.splice(this.children.indexOf(row), 1);
    row.item.remove();
    this.#redraw();
  }

  #abandonEditors(by) {
    this.children.forEach((row) => row.#abandonEditors(by));
    if (by && by !== 'me') this.#editor?.removed();
  }

  // Positions and counts show in labels.
  #redraw() {
    this.#draw();
    if (Array.isArray(this.value)) this.children.forEach((row) => row.#draw());
  }

  #draw() {
    if (this.#editor) return;
    const focused = this.line.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    this.line.replaceChildren(...this.#parts());
    if (focused) this.focus(focused);
  }

  focus(part = 'value') { this.line.querySelector(`[data-part="${part}"]`)?.focus(); }

  #parts() {
    const name = this.#label;
    const key = Array.isArray(this.parent?.value) ? String(this.key) : name;
    const parts = this.parent ? [el('span', { className: 'key', textContent: key })] : [];
    if (this.list) parts.push(this.#summary(), this.#adder(name));
    else parts.push(typeof this.value === 'boolean' ? this.#toggle(name) : this.#valueButton(name));
    if (this.parent) parts.push(this.#part('remove', '×', `Remove ${name}`, () => this.#remove()));
    return parts;
  }

  #adder(name) {
    return this.#part('add', this.parent ? '+' : '+ Add an entry', `Add to ${name}`, () => this.#openAdd());
  }

  #part(part, text, label, click) {
    return button(text, click, { className: `tool ${part}`, 'aria-label': label, title: label, data: { part } });
  }

  #summary() {
    const n = this.children.length;
    const count = Array.isArray(this.value) ? `${n} ${n === 1 ? 'item' : 'items'}` : '';
    return el('span', { className: 'summary', textContent: n === 0 ? 'empty' : count });
  }

  #valueButton(name) {
    const text = typeof this.value === 'string' ? this.value : JSON.stringify(this.value);
    return button(text || 'empty text', () => this.#openEditor(), {
      className: `value ${this.value === null ? 'null' : typeof this.value}${text ? '' : ' blank'}`,
      'aria-label': `${name}: ${text || 'empty text'}. Edit`, data: { part: 'value' },
    });
  }

  #toggle(name) {
    const flip = () => this.#edit([{ op: 'replace', path: this.path, value: !this.value }]);
    return button(this.value ? 'yes' : 'no', flip, {
      className: 'value boolean', role: 'switch', 'aria-checked': String(this.value), 'aria-label': name, data: { part: 'value' },
    });
  }

  #edit(operations) { this.tree.uses.edit(operations); }

  #remove() {
    const neighbour = this.item.nextElementSibling ?? this.item.previousElementSibling;
    const parent = this.parent;
    this.#edit([{ op: 'remove', path: this.path }]);
    (neighbour?.querySelector('[data-part="value"], [data-part="add"]') ?? parent.line.querySelector('[data-part="add"]'))?.focus();
  }

  #openEditor() {
    const old = this.value;
    const text = typeof old === 'string' ? old : JSON.stringify(old);
    const field = el(text.length > 60 ? 'textarea' : 'input', {
      value: text, className: 'editor', 'aria-label': `New value of ${this.#label}`, input: () => this.tree.uses.typing(),
    });
    const aside = el('span', { className: 'aside', role: 'status' });
    this.#editor = {
      meanwhile: (by, value) => { aside.textContent = `${by && by !== 'me' ? by : 'You'} changed it to ${JSON.stringify(value)}`; },
      removed: () => this.tree.uses.removedWhileEditing(this.path, interpret(field.value, old)),
    };
    const close = (commit, refocus) => {
      if (!this.#editor) return;
      this.#editor = null;
      const value = interpret(field.value, old);
      this.#draw();
      if (commit && value !== old) this.#edit([{ op: 'replace', path: this.path, value }]);
      if (refocus) this.focus();
    };
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close(false, true);
      else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); close(true, true); }
    });
    field.addEventListener('blur', () => this.item.isConnected && close(true, false));
    this.line.querySelector('[data-part="value"]').replaceWith(field, aside);
    field.focus();
    field.select?.();
  }

  #openAdd() {
    if (this.adding?.isConnected) return this.adding.querySelector('input').focus();
    const typed = { input: () => this.tree.uses.typing(), autocomplete: 'off' };
    const list = Array.isArray(this.value);
    const key = el('input', { ...typed, placeholder: 'name', 'aria-label': 'Name of the new entry', required: true });
    const value = el('input', { ...typed, placeholder: 'value, or JSON', 'aria-label': 'Value of the new entry' });
    const close = () => { this.adding.remove(); this.focus('add'); };
    const submit = (event) => {
      event.preventDefault();
      const shape = list ? [] : Object.fromEntries(this.children.map((row) => [row.#key, null]));
      const operation = addition(this.path, shape, key.value, value.value);
      close();
      this.#edit([operation]);
    };
    const keydown = (event) => event.key === 'Escape' && close();
    this.adding = el('li', {}, el('form', { className: 'adding', submit, keydown },
      ...(list ? [] : [key]), value, el('button', { className: 'main', textContent: 'Add' }), button('Cancel', close)));
    this.list.append(this.adding);
    this.adding.querySelector('input').focus();
  }
}
