// One shared document with its people, kept joined over every reconnect.
import { Emitter } from './emitter.js';
import { ParleyError } from './errors.js';
import type { Json } from './json.js';
import { Replica, type Author, type Edited, type View } from './replica.js';
import { valueOf, type Operation } from './tree.js';
import { TypingSignal, TypingView, type Typists } from './typing.js';
import type { Parley } from './index.js';

/** `operations` lead here from the value before, where that is known; `by` is absent where the document came anew. */
export interface Change { value: Json; operations?: Operation[] | undefined; by?: Author | undefined }

export interface SessionOptions {
  /** What `session.create` gets, where there is none yet. */
  create?: { document?: Json; joinRole?: 'none' | 'viewer' | 'editor' };
}

const OUT_OF_REACH = ['EPOCH_CHANGED', 'INVALID_VERSION', 'STALE_BASE'];

export class Session extends Emitter<{
  /** What is to be shown has changed. */
  change: [Change];
  /** What became of an edit: `lost` is what did not happen. */
  settled: [Edited];
  /** Users who are here. */
  presence: [string[]];
  /** Others who type. */
  typing: [Typists];
  /** Joined, again after each reconnect. */
  joined: [any];
  /** It cannot be joined. */
  refused: [ParleyError];
}> {
  readonly typing: TypingSignal;
  /** Fulfilled by the first join; rejected if that is refused. */
  readonly ready: Promise<this>;
  role: string | undefined;
  present: string[] = [];
  #replica = new Replica();
  #typists: TypingView;
  #joined = false;
  #sending = false;
  #sent: object | undefined;

  /** @internal */
  constructor(readonly id: string, /** @internal */ readonly parley: Parley, /** @internal */ readonly options: SessionOptions) {
    super();
    const timers = () => parley.pace;
    const changed = () => this.tell('typing', this.typists);
    this.typing = new TypingSignal((method, kind) => parley.notify(method, { session: id, kind }), timers);
    this.#typists = new TypingView(changed, timers);
    this.ready = new Promise((resolve, reject) => {
      this.on('joined', () => resolve(this));
      this.on('refused', reject);
    });
    this.ready.catch(() => {});
  }

  /** The document with all own edits, to be read only; undefined before the first join. */
  get value(): Json | undefined { return this.view?.value; }
  /** What is shown now, to edit on later. */
  get view(): View | undefined {
    const { view: tree, version } = this.#replica;
    return tree && { value: valueOf(tree), version, tree };
  }
  get version(): number { return this.#replica.version; }
  /** Edits without an answer. */
  get pending(): number { return this.#replica.pending; }
  get typists(): Typists { return this.#typists.seenBy(this.parley.me.user, !!this.typing.kind); }

  /**
   * Edits what is shown, at once; or what was shown when `on` was taken. The promise tells what the server made of it,
   * also where it was refused. Throws `INVALID_PATCH`, and changes nothing, if it does not fit.
   */
  edit(operations: Operation[], on?: View): Promise<Edited> {
    if (!this.view) throw new ParleyError('NOT_FOUND', `${this.id} is not joined yet`);
    const edited = new Promise<Edited>((resolve) => {
      // Behind the change that comes with it.
      const done = (what: Edited) => queueMicrotask(() => {
        this.tell('settled', what);
        resolve(what);
      });
      this.#changing(() => this.#replica.edit(operations, done, on), this.parley.me, on ? undefined : operations);
    });
    this.#pump();
    return edited;
  }

  /** Leaves for good. */
  leave(): void {
    this.parley.members.delete(this);
    this.typing.cleared();
    this.parley.notify('session.leave', { session: this.id });
  }

  /** @internal */
  rejoin(): void {
    this.#joined = false;
    this.parley.insist('session.join', { session: this.id, since: this.#replica.since }, (error, answer) => {
      if (error) this.#notJoined(error);
      else this.#enter(answer);
    });
  }

  #enter(answer: any): void {
    this.#replica.me = this.parley.me;
    this.role = answer.role;
    if (!this.#changing(() => this.#replica.joined(answer))) return;
    this.#joined = true;
    this.#typists.joined(answer.typing);
    this.#presence([], answer.present);
    this.tell('joined', answer);
    this.#pump();
  }

  #notJoined(error: ParleyError): void {
    const { create } = this.options;
    if (error.code === 'NOT_FOUND' && create && !this.view) {
      this.parley.insist('session.create', { session: this.id, ...create }, (error) => {
        if (!error || error.code === 'CONFLICT') this.rejoin();
        else this.tell('refused', error);
      });
    } else if (OUT_OF_REACH.includes(error.code)) {
      this.#changing(() => this.#replica.abandon(error.code));
      this.rejoin();
    } else this.tell('refused', error);
  }

  /** @internal */
  down(): void {
    this.#joined = this.#sending = false;
    this.#typists.down();
  }

  /** @internal */
  hear(params: any, method: string): void {
    if (params.session !== this.id) return;
    if (method === 'typing.state') {
      if (!params.scope) this.#typists.show(params);
    } else if (method === 'presence.changed') {
      const gone = params.leave.map(({ user }: Author) => user);
      this.#presence(this.present.filter((user) => !gone.includes(user)), params.enter);
    }
    else if (this.#joined) {
      if (params.user === this.parley.me.user) this.role = params.role;
      this.#changing(() => this.#replica.changed(params), params.by, this.pending ? undefined : params.patch);
    }
  }

  #presence(present: string[], enter: Author[]): void {
    this.present = [...new Set([...present, ...enter.map(({ user }) => user)])];
    this.tell('presence', this.present);
  }

  /** Runs what may change the document, and tells if it did. Joins again where that answers false. */
  #changing(run: () => unknown, by?: Author, operations?: Operation[]): boolean {
    const before = this.value;
    const fits = run() !== false;
    const { value } = this;
    if (value !== before) this.tell('change', { value: value!, operations, by });
    if (!fits) this.rejoin();
    return fits;
  }

  #pump(): void {
    const patch = this.#joined && !this.#sending ? this.#replica.outgoing() : undefined;
    if (!patch) return;
    this.#sending = true;
    const typing = patch !== this.#sent && this.typing.cleared() ? {} : undefined;
    this.#sent = patch;
    this.parley.insist('session.patch', { session: this.id, ...patch, typing }, (error, answer) => {
      this.#sending = false;
      this.#changing(() => error ? this.#replica.refused(error.code) : this.#replica.acknowledged(answer), this.parley.me);
      if (error && OUT_OF_REACH.includes(error.code)) this.rejoin();
      this.#pump();
    });
  }
}
