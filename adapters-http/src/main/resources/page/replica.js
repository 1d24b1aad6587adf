// This window's copy of the document. There is no rebase here: the server has it. So edits are gathered into one
// patch on the version they were made on, and what is shown stands still while such a patch is on its way.
import { apply, at, diff, equal, isContainer, parent, PatchError } from './patch.js';

/** A version is missing: join again from the one that is here. */
export class Gap extends Error {}

export class Replica {
  epoch = 0;
  version = 0;
  confirmed = undefined;
  #clientSeq = 0;
  #inflight = null; // sent, not answered
  #kept = null; // not sent yet; made on the in-flight patch where there is one
  #ownVersion = 0; // of one's own last commit

  get ready() { return this.confirmed !== undefined; }
  get shown() { return this.#kept?.after ?? this.#inflight?.after ?? this.confirmed; }
  get pending() { return this.#inflight !== null || this.#kept !== null; }
  get keptOperations() { return (this.#inflight?.operations.length ?? 0) + (this.#kept?.operations.length ?? 0); }
  get view() { return { epoch: this.epoch, version: this.version, document: this.shown }; }
  get since() { return this.ready ? { epoch: this.epoch, version: this.version, ...(this.pending && { pending: true }) } : undefined; }

  /** The answer of `session.join`. What cannot be carried over is in `lost`. */
  joined(answer) {
    const before = this.shown;
    this.#clientSeq = Math.max(this.#clientSeq, answer.clientSeq ?? 0);
    const lost = 'document' in answer ? this.#startFrom(answer) : this.#continue(answer.patches ?? []);
    this.epoch = answer.epoch;
    return { ...this.#changed(before), lost };
  }

  #startFrom(answer) {
    const settled = this.#inflight !== null && (answer.clientSeq ?? 0) >= this.#inflight.clientSeq;
    const lost = [...(settled ? [] : this.#inflight?.operations ?? []), ...(this.#kept?.operations ?? [])];
    this.#inflight = this.#kept = null;
    this.confirmed = answer.document;
    this.version = answer.version;
    this.#ownVersion = 0;
    return lost.map((operation) => ({ operation, reason: 'document-replaced' }));
  }

  #continue(patches) {
    for (const change of patches) this.#advance(change.version, change.patch ?? []);
    return [];
  }

  /** A version by somebody else. Answers null where nothing that is shown changes. */
  patched({ version, patch = [] }) {
    if (!this.#advance(version, patch) || this.pending) return null;
    return { document: this.shown, operations: patch };
  }

  #advance(version, patch) {
    if (version <= this.version) return false;
    if (version > this.version + 1) throw new Gap(`version ${this.version + 1} is missing`);
    this.confirmed = apply(this.confirmed, patch);
    this.version = version;
    return true;
  }

  /** An edit of one's own on what is shown; throws a PatchError if it does not fit. */
  edit(operations) {
    return this.#keep(operations, this.#kept?.base ?? (this.#inflight ? undefined : this.version), this.shown);
  }

  /** An edit made on an older view (a text that was open meanwhile); the server rebases it where it may. */
  editOn(view, operations) {
    if (view.document === this.shown) return { ...this.edit(operations), lost: [] };
    if (this.#acceptsBase(view)) return { ...this.#keep(operations, view.version, view.document), lost: [] };
    const { carried, lost } = carry(operations, view.document, this.shown);
    return { ...(carried.length > 0 ? this.edit(carried) : this.#changed(this.shown)), lost };
  }

  /** The server takes no base below one's own last commit, and only one patch at a time. */
  #acceptsBase(view) {
    return !this.pending && view.epoch === this.epoch && view.version >= this.#ownVersion;
  }

  #keep(operations, base, on) {
    const before = this.shown;
    const after = apply(on, operations);
    this.#kept = { base, before: this.#kept?.before ?? on, operations: [...(this.#kept?.operations ?? []), ...operations], after };
    return this.#changed(before);
  }

  /** The patch to send now: the unanswered one verbatim (after a reconnect), else what was gathered, else null. */
  next() {
    if (this.#inflight === null && this.#kept !== null) {
      this.#inflight = { ...this.#kept, clientSeq: ++this.#clientSeq };
      this.#kept = null;
    }
    if (this.#inflight === null) return null;
    const { base, clientSeq, operations } = this.#inflight;
    return { epoch: this.epoch, baseVersion: base, clientSeq, patch: operations };
  }

  acknowledged(answer) {
    const before = this.shown;
    const sent = this.#inflight;
    if (answer.committed) {
      this.#advance(answer.version, answer.patch ?? sent.operations);
      this.#ownVersion = answer.version;
    }
    const lost = this.#settle();
    const dropped = (answer.dropped ?? []).map((d) => ({ operation: withValue(sent.operations[d.index], d), reason: d.reason }));
    const rebased = answer.committed && answer.patch ? answer.patch : [];
    return { ...this.#changed(before), lost: [...dropped, ...lost], rebased };
  }

  /** Refused for good: nothing of the patch happened. */
  refused(error) {
    const before = this.shown;
    const reason = error.code ?? 'refused';
    const back = this.#inflight.operations.map((operation) => ({ operation, reason }));
    return { lost: [...back, ...this.#settle()], ...this.#changed(before) };
  }

  #settle() {
    const kept = this.#kept;
    const base = this.#inflight.after;
    this.#inflight = this.#kept = null;
    if (kept === null) return [];
    const { carried, lost } = equal(base, this.confirmed)
      ? { carried: kept.operations, lost: [] }
      : carry(kept.operations, base, this.confirmed);
    if (carried.length > 0) this.#keep(carried, this.version, this.confirmed);
    return lost;
  }

  #changed(before) {
    return { document: this.shown, operations: before === undefined ? null : diff(before, this.shown) };
  }
}

const withValue = (operation, dropped) => ('value' in dropped ? { ...operation, value: dropped.value } : operation);

/** Operations made on one document that still mean the same on another, and those that do not. */
export function carry(operations, made, now) {
  const carried = [];
  const lost = [];
  for (const operation of operations) {
    const result = meansTheSame(operation, made, now) ? attempt(now, operation) : undefined;
    made = attempt(made, operation) ?? made;
    if (result === undefined) lost.push({ operation, reason: 'changed-meanwhile' });
    else { carried.push(operation); now = result; }
  }
  return { carried, lost };
}

function meansTheSame({ op, path }, made, now) {
  if (op !== 'add') return equal(at(made, path), at(now, path));
  const [was, is] = [at(made, parent(path)), at(now, parent(path))];
  return isContainer(is) && Array.isArray(was) === Array.isArray(is) && (!Array.isArray(is) || equal(was, is));
}

function attempt(document, operation) {
  try {
    return apply(document, [operation]);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}
