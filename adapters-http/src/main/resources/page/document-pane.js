// The document pane: tree and text of one document, and what became of one's own edits.
import { $, announce } from './dom.js';
import { diff } from './diff.js';
import { moved, note, told } from './notes.js';
import { ParleyError } from './parley.js';
import { TextView } from './text-view.js';
import { Tree } from './tree.js';

export class DocumentPane {
  #patch = null; // of the last answer: edits that travelled together have the same one

  /** `me()` is this window's user, `look(user)` gives a colour. */
  constructor({ session, me, look }) {
    Object.assign(this, { session, me });
    const typing = () => session.typing.key('editing');
    this.tree = new Tree($('tree'), {
      edit: (operations) => this.#edit(operations), typing, look,
      removedWhileEditing: (path, value) => this.#handBack({ operation: { op: 'add', path, value }, reason: 'removed' }),
    });
    this.text = new TextView({ edit: (operations, view) => this.#edit(operations, view), typing, stopTyping: () => session.typing.stop() });
    tabs([$('tab-tree'), $('tab-text')]);
    session.on('change', (change) => this.#changed(change));
    session.on('settled', (edited) => this.#settled(edited));
  }

  #edit(operations, view) {
    try {
      if (operations.length > 0) this.session.edit(operations, view);
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      for (const operation of operations) this.#handBack({ operation, reason: 'changed-meanwhile' });
    }
  }

  #changed({ value, operations, by }) {
    const author = by?.user === this.me() ? 'me' : by?.user;
    const before = this.tree.document;
    this.tree.show(value, before === undefined ? null : operations ?? diff(before, value), author);
    this.text.show(this.session.view, author);
    this.#showVersion();
  }

  #settled({ patch, lost }) {
    this.#showVersion();
    for (const one of lost) this.#handBack(one);
    if (patch && patch !== this.#patch) for (const { path } of patch.slice(0, 1)) this.#beside(path, moved(path));
    this.#patch = patch;
  }

  #showVersion() { $('version').textContent = `version ${this.session.version}`; }

  #handBack(lost) {
    announce(told(lost));
    const repeat = (operations) => this.#edit(operations);
    this.#beside(lost.operation.path, note(lost, { document: this.tree.document, edit: repeat }));
  }

  // Beside the place in the tree; below the text where that is what is shown.
  #beside(path, box) {
    if ($('tree').hidden) $('notes').append(box);
    else this.tree.beside(path, box);
  }

  trouble(text) { $('notes').textContent = text; }
}

/** Two tabs, moved between with the arrow keys. */
function tabs(both) {
  const select = (chosen) => both.forEach((tab) => {
    const on = tab === chosen;
    tab.setAttribute('aria-selected', String(on));
    tab.tabIndex = on ? 0 : -1;
    $(tab.getAttribute('aria-controls')).hidden = !on;
  });
  both.forEach((tab, index) => {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      const next = both[1 - index];
      select(next);
      next.focus();
    });
  });
}
