// What became of one's own edit when it did not go through as made: said beside the place, the value handed back.
import { at, isContainer, parent } from './diff.js';
import { button, copy, el } from './dom.js';
import { segments } from './parley.js';

const REASONS = {
  'already-gone': 'somebody had already removed it',
  'overwritten-since': 'somebody changed it meanwhile',
  'container-gone': 'somebody removed what it was in',
  'create-if-absent': 'it was there already',
  'changed-meanwhile': 'the place is no longer what it was',
  EPOCH_CHANGED: 'the document was started anew',
  STALE_BASE: 'it was made on a version that is no longer kept',
  removed: 'somebody removed it while you were editing',
  TEST_FAILED: 'the value was not what it should have been',
  FORBIDDEN: 'you may not change this',
  LIMIT_EXCEEDED: 'the document would grow too large',
};

export const placeName = (path) => segments(path).join(' › ') || 'the document';

export const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The sentence for one operation that did not happen. */
export function told({ operation, reason }) {
  const why = REASONS[reason] ?? `the server answered ${reason}`;
  return `Your change to ${placeName(operation.path)} was not applied: ${why}.`;
}

/** An operation that brings the value back where it still can be, or undefined. */
export function again(document, { op, path, value }) {
  if (value === undefined || op === 'remove') return undefined;
  if (at(document, path) !== undefined) return { op: 'replace', path, value };
  const container = at(document, parent(path));
  if (!isContainer(container)) return undefined;
  return { op: 'add', path: Array.isArray(container) ? `${parent(path)}/-` : path, value };
}

/** A note that stays until it is dismissed. */
export function note(lost, { document, edit }) {
  const { value } = lost.operation;
  const repeat = again(document, lost.operation);
  const box = el('div', { className: 'note', data: { reason: lost.reason } }, el('p', { textContent: told(lost) }));
  if (value !== undefined) box.append(el('p', {}, 'Your value: ', el('code', { textContent: asText(value) })));
  const row = el('div', { className: 'row' });
  if (value !== undefined) row.append(button('Copy it', (event) => copy(asText(value), event.target)));
  if (repeat) row.append(button('Put it back', () => { box.remove(); edit([repeat]); }));
  row.append(button('Dismiss', () => box.remove()));
  box.append(row);
  return box;
}

/** A short remark that one's edit followed its place. */
export function moved(path) {
  const box = el('div', { className: 'note mild' },
    el('p', { textContent: `Somebody changed things around it: your edit went to ${placeName(path)}.` }));
  setTimeout(() => box.remove(), 6_000);
  return box;
}
