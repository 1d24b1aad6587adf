// This client's copy of one document. `confirmed` is what the server has; one patch at most is in flight; what is
// edited meanwhile waits, and is carried over whatever arrives. Nothing here knows of sockets or time.
import { equal, type Json } from './json.js';
import { lose, rebase, type Aliases, type Lost, type Rebased } from './rebase.js';
import { apply, plant, step, type Node, type Operation, type Step } from './tree.js';

export interface Author { user: string; device: string }

/** The server's answer to a patch. */
export interface Answer {
  version: number;
  outcome: 'applied' | 'rebased' | 'merged' | 'unchanged';
  committed: boolean;
  patch?: Operation[];
  dropped?: { index: number; reason: string }[];
  durable?: string;
}

/** What became of an edit: nothing where only `lost` is told, with the code where it was refused. */
export interface Edited extends Partial<Answer> { lost: Lost[]; refused?: string | undefined }

export interface Version { version: number; patch?: Operation[]; by: Author; clientSeq?: number }

export interface Joined { epoch: unknown; version: number; clientSeq: number; document?: Json; patches?: Version[] }

/** What one saw at some moment, to edit on later. */
export interface View {
  readonly value: Json;
  readonly version: number;
  /** @internal */
  readonly tree: Node;
}

/** One call of `edit`; it hears once what became of it. */
interface Edit { steps: Step[]; lost: Lost[]; done: (edited: Edited) => void }

interface Sent {
  edits: Edit[];
  steps: Step[];
  base: Node;
  version: number;
  patch: { epoch: unknown; baseVersion: number; clientSeq: number; patch: Operation[] };
  /** Part of `confirmed` already, though its answer has not come. */
  seen: boolean;
}

/** What travels in one patch, unless a single edit is larger. */
const BATCH_CHARACTERS = 16_000;

export class Replica {
  epoch: unknown;
  version = 0;
  me: Author = { user: '', device: '' };
  view: Node | undefined; // all that is to be shown
  #confirmed!: Node;
  #shown!: Node; // what is confirmed at `#since`, and the patch in flight as it will be
  #since = 0;
  #seq = 0;
  #sent: Sent | undefined;
  #predicted: Step[] = [];
  #waiting: Edit[] = [];

  get #edits(): Edit[] { return [...this.#sent?.edits ?? [], ...this.#waiting]; }

  get pending(): number { return this.#edits.length; }

  get since(): object | undefined {
    return this.view && { epoch: this.epoch, version: this.version, pending: !!this.pending };
  }

  /** The answer of `session.join`. False if it cannot be used, or would cost pending work: join again. */
  joined({ epoch, version, clientSeq, document, patches = [] }: Joined): boolean {
    if (document !== undefined) {
      if (this.pending) return false;
      this.view = this.#shown = this.#confirmed = plant(document);
      this.version = this.#since = version;
    }
    this.epoch = epoch;
    this.#seq = Math.max(this.#seq, clientSeq);
    const fits = patches.every((change) => this.changed(change, true));
    this.#catchUp();
    return fits;
  }

  /**
   * A version: somebody else's, or one's own that comes with a join. False where one before it is missing. Where more
   * come at once, what waits is carried over all of them together.
   */
  changed({ version, patch = [], by, clientSeq }: Version, more = false): boolean {
    if (version !== this.version + 1) return version <= this.version;
    if (clientSeq === this.#sent?.patch.clientSeq && key(by) === key(this.me)) {
      this.#catchUp();
      this.#commit(version, patch);
    } else {
      this.version = version;
      this.#confirmed = patch.map((operation) => step(operation, version, key(by))).reduce(apply, this.#confirmed);
    }
    if (patch.length && !more) this.#reshow();
    return true;
  }

  #catchUp(): void { if (this.#since < this.version) this.#reshow(); }

  /** The patch in flight as the server has it. Where that was predicted, its values keep the ids that waiting edits know. */
  #commit(version: number, patch: Operation[]): void {
    this.version = version;
    this.#sent!.seen = true;
    this.#confirmed = equal(patch, this.#predicted.map(({ operation }) => operation)) ? this.#shown
      : patch.map((operation) => step(operation)).reduce(apply, this.#confirmed);
  }

  /** Throws, and changes nothing, if it does not fit what is shown, or what was shown when `on` was taken. */
  edit(operations: readonly Operation[], done: Edit['done'], on?: View): void {
    const edit: Edit = { steps: (JSON.parse(JSON.stringify(operations)) as Operation[]).map((one) => step(one)), lost: [], done };
    if (on && on.tree !== this.view ? this.#carry(edit, on.tree, on.version) : (this.view = edit.steps.reduce(apply, this.view!))) {
      this.#waiting.push(edit);
    }
  }

  /** Puts an edit on what is shown. False if nothing of it is left. */
  #carry(edit: Edit, fork: Node, since: number, aliases: Aliases = new Map()): boolean {
    const { head, located, lost, refused } = rebase(fork, edit.steps, this.view!, since, key(this.me), aliases);
    this.view = head;
    edit.steps = located;
    edit.lost.push(...lost);
    if (!located.length) edit.done({ lost: edit.lost, refused });
    return !!located.length;
  }

  /** Shows what is in flight on what is confirmed now, and carries what waits over to that. */
  #reshow(): void {
    const aliases: Aliases = new Map();
    const since = this.#since;
    this.#since = this.version;
    let fork = this.#shown;
    const { head, located } = this.#predict(aliases);
    this.#predicted = located;
    if (head === fork) return;
    this.#shown = this.view = head;
    this.#waiting = this.#waiting.filter((edit) => {
      const before = fork;
      fork = edit.steps.reduce(apply, fork);
      return this.#carry(edit, before, since, aliases);
    });
  }

  #predict(aliases: Aliases): Rebased {
    const head = this.#confirmed;
    if (!this.#sent || this.#sent.seen) return { head, located: [], lost: [] };
    const { base, steps, version } = this.#sent;
    return base === head ? { head: steps.reduce(apply, head), located: steps, lost: [] }
      : rebase(base, steps, head, version, key(this.me), aliases);
  }

  /** The patch to send: the one without an answer, verbatim; else what waits; else undefined. */
  outgoing(): Sent['patch'] | undefined {
    if (!this.#sent && this.#waiting.length) {
      const edits = this.#batch();
      const steps = edits.flatMap((edit) => edit.steps);
      const { epoch, version } = this;
      const patch = { epoch, baseVersion: version, clientSeq: ++this.#seq, patch: steps.map(({ operation }) => operation) };
      this.#sent = { edits, steps, base: this.#confirmed, version, patch, seen: false };
      this.#predicted = steps;
      this.#shown = steps.reduce(apply, this.#confirmed);
    }
    return this.#sent?.patch;
  }

  /** Edits travel together, but for those that may fail as a whole: they stand alone. */
  #batch(): Edit[] {
    let room = BATCH_CHARACTERS;
    const end = this.#waiting.findIndex(({ steps }, index) => {
      room -= JSON.stringify(steps.map(({ operation }) => operation)).length;
      return index && (room < 0 || steps.some(risky) || this.#waiting[0]!.steps.some(risky));
    });
    return this.#waiting.splice(0, end < 0 ? Infinity : end);
  }

  /** False where a version before it is missing. */
  acknowledged(answer: Answer): boolean {
    const { seen, patch, steps } = this.#sent!;
    if (answer.committed && !seen) {
      if (answer.version !== this.version + 1) return false;
      this.#commit(answer.version, answer.patch ?? patch.patch);
    }
    this.#settle(answer, (answer.dropped ?? []).flatMap(({ index, reason }) => lose([steps[index]!], reason)));
    return true;
  }

  /** Refused for good: nothing of it happened. */
  refused(refused: string): void { this.#settle({ refused }, lose(this.#sent!.steps, refused)); }

  #settle(what: Partial<Edited>, lost: Lost[]): void {
    const { edits } = this.#sent!;
    this.#sent = undefined;
    this.#reshow();
    for (const { done, steps, lost: before } of edits) {
      done({ ...what, lost: [...before, ...lost.filter(({ operation }) => steps.some((step) => step.operation === operation))] });
    }
  }

  /** Takes all back that has no answer: the history that it was made on is gone. */
  abandon(refused: string): void {
    const edits = this.#edits;
    this.#sent = undefined;
    this.#waiting = [];
    this.view = this.#shown = this.#confirmed;
    for (const { done, steps, lost } of edits) done({ refused, lost: [...lost, ...lose(steps, refused)] });
  }
}

const risky = ({ operation }: Step): boolean => operation.op === 'test' || 'from' in operation;

/** Sorts as the server does: by user, then device. */
const key = ({ user, device }: Author): string => `${user}\0${device}`;
