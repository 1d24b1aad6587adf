// The document pane: tree and text of one document, and what became of one's own edits.
import { $, announce } from './dom.js';
import { moved, note, told } from './notes.js';
import { PatchError } from './patch.js';
import { TextView } from './text-view.js';
import { Tree } from './tree.js';

export class DocumentPane {
  /** `session()` is the shared session; `signal` the typing signal; `look(user)` gives a colour. */
  constructor({ session, signal, look }) {
    Object.assign(this, { session });
    const typing = () => signal.key('editing');
    this.tree = new Tree($('tree'), {
      edit: (operations) => this.#edit(operations), typing, look,
      removedWhileEditing: (path, value) => this.#handBack({ operation: { op: 'add', path, value }, reason: 'removed' }),
    });
    this.text = new TextView({ edit: (operations, view) => this.#edit(operations, view), typing, stopTyping: () => signal.stop() });
    tabs([$('tab-tree'), $('tab-text')]);
  }

  #edit(operations, view) {
    try {
      this.session().edit(operations, view);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      for (const operation of operations) this.#handBack({ operation, reason: 'changed-meanwhile' });
    }
  }

  changed({ document, operations, lost = [], rebased = [] }, by, view) {
    this.tree.show(document, operations, by);
    this.text.show(view, by);
    $('version').textContent = `version ${view.version}`;
    for (const one of lost) this.#handBack(one);
    for (const { path } of rebased.slice(0, 1)) this.#beside(path, moved(path));
  }

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

  unsupported() { $('tree').textContent = 'This server has no documents yet.'; }

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
