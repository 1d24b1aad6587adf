// The document as JSON text. A text being edited keeps the view it began on; what differs from it is sent as a patch.
import { $ } from './dom.js';
import { diff } from './diff.js';

const format = (document) => JSON.stringify(document, null, 2);

export class TextView {
  #base = null; // the view on which the text was begun, while it differs
  #view = null;

  /** `edit(operations, view)`, `typing()`. */
  constructor({ edit, typing, stopTyping }) {
    Object.assign(this, { edit, stopTyping });
    $('json').addEventListener('input', () => { this.#typed(); typing(); });
    $('json').addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#apply(); }
    });
    $('text').addEventListener('submit', (event) => { event.preventDefault(); this.#apply(); });
    $('json-revert').addEventListener('click', () => { this.#clean(); this.stopTyping(); });
  }

  show(view, by) {
    this.#view = view;
    if (this.#base === null) return this.#write(format(view.value));
    if (by && by !== 'me') $('json-note').textContent = `${by} changed the document meanwhile; applying merges both.`;
  }

  /** Replaces the text and leaves the caret where it stood in what did not change. */
  #write(text) {
    const box = $('json');
    if (box.value === text) return;
    const { selectionStart: start, value: old } = box;
    box.value = text;
    if (document.activeElement !== box) return;
    const moved = old.slice(0, start) === text.slice(0, start) ? start : Math.max(0, start + text.length - old.length);
    box.setSelectionRange(moved, moved);
  }

  #typed() {
    this.#base ??= this.#view;
    const problem = parse($('json').value).problem;
    const same = !problem && $('json').value === format(this.#base.value);
    if (same) return this.#clean();
    $('json-note').textContent = problem ?? 'Ctrl + Enter applies';
    $('json').setAttribute('aria-invalid', String(Boolean(problem)));
    $('json-apply').disabled = Boolean(problem);
    $('json-revert').hidden = false;
  }

  #apply() {
    if (this.#base === null) return;
    const { value, problem } = parse($('json').value);
    if (problem) return;
    const base = this.#base;
    this.#base = null;
    this.edit(diff(base.value, value), base);
    this.#clean();
  }

  #clean() {
    this.#base = null;
    this.#write(format(this.#view.value));
    $('json-note').textContent = '';
    $('json').removeAttribute('aria-invalid');
    $('json-apply').disabled = true;
    $('json-revert').hidden = true;
  }
}

/** `{value}`, or `{problem}` in words with the line where it is known. */
export function parse(text) {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const position = /position (\d+)/.exec(error.message);
    const line = position ? ` in line ${text.slice(0, Number(position[1])).split('\n').length}` : '';
    return { problem: `Not JSON yet${line}` };
  }
}
