// The document as a tree. Rows follow the operations, not the paths: an open editor stays with its row when
// somebody inserts above it, and each change flashes in its author's colour where it happened.
import { diff, parent } from './diff.js';
import { el } from './dom.js';
import { segments } from './parley.js';
import { Row } from './tree-row.js';

const FLASH_MS = 2_500;

export class Tree {
  #root = null;
  document = undefined;

  /** `edit(operations)`, `typing()`, `look(user)`, `removedWhileEditing(path, text)`. */
  constructor(place, uses) {
    Object.assign(this, { place, uses });
  }

  /** Shows a document; `operations` lead to it from the one before, null where there was none. */
  show(document, operations, by) {
    const before = this.document;
    this.document = document;
    if (operations === null || this.#root === null) return this.#whole(document);
    const moves = operations.some(({ op }) => op === 'move' || op === 'copy');
    for (const operation of moves ? diff(before, document) : operations) this.#follow(operation, by);
  }

  #whole(document) {
    this.#root = new Row(null, '', document, this);
    this.place.replaceChildren(el('ul', { className: 'node root' }, this.#root.item));
  }

  #follow({ op, path, value }, by) {
    if (op === 'test') return;
    if (path === '') return this.#whole(this.document);
    const container = this.row(parent(path));
    const key = segments(path).at(-1);
    if (op === 'remove') container.removeChild(key, by);
    else if (op === 'add') this.#flash(container.addChild(key, value), by);
    else { const row = this.row(path); row.set(value, by); this.#flash(row, by); }
  }

  #flash(row, by) {
    if (!by || by === 'me') return;
    const { line } = row;
    Object.assign(line.dataset, { colour: this.uses.look(by), by });
    line.classList.remove('flash');
    requestAnimationFrame(() => line.classList.add('flash'));
    clearTimeout(row.flashing);
    row.flashing = setTimeout(() => line.classList.remove('flash'), FLASH_MS);
  }

  /** The row at a path, or undefined. */
  row(path) {
    return segments(path).reduce((row, key) => row?.childAt(key), this.#root ?? undefined);
  }

  /** Puts a note beside a place, or beside what is left of it. */
  beside(path, note) {
    let row = this.row(path);
    while (!row && path !== '') { path = parent(path); row = this.row(path); }
    if (row) row.line.after(note);
    else this.place.prepend(note);
  }
}
