import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '../dist/json.js';
import { rebase } from '../dist/rebase.js';
import { Replica } from '../dist/replica.js';
import { apply, plant, step, valueOf } from '../dist/tree.js';
import { naive } from './naive-patch.js';
import { forSeeds, pick, randomJson, randomPatch, whole } from './random.js';

const ME = { user: 'me', device: 'd' };
const BEN = { user: 'ben', device: 'b' };
const replace = (path, value) => ({ op: 'replace', path, value });
const add = (path, value) => ({ op: 'add', path, value });
const committed = (version, more = {}) => ({ version, committed: true, outcome: 'applied', ...more });

function joined(document, version = 1) {
  const replica = new Replica();
  replica.me = ME;
  replica.joined({ epoch: 1, version, document, clientSeq: 0 });
  const told = [];
  return {
    replica, told,
    edit: (operations, on) => replica.edit(operations, (what) => told.push(what), on),
    foreign: (version, patch, by = BEN) => replica.changed({ version, patch, by, clientSeq: version }),
    shown: () => valueOf(replica.view),
    view: () => ({ value: valueOf(replica.view), version: replica.version, tree: replica.view }),
  };
}

test('an edit is shown at once and sent on the version it was made on', () => {
  const { replica, edit, shown } = joined({ a: 1 }, 5);
  edit([replace('/a', 2)]);
  assert.deepEqual(shown(), { a: 2 });
  assert.deepEqual(replica.outgoing(), { epoch: 1, baseVersion: 5, clientSeq: 1, patch: [replace('/a', 2)] });
});

test('an edit that does not fit throws and changes nothing', () => {
  const { replica, edit, shown } = joined({ a: 1 });
  assert.throws(() => edit([replace('/a', 2), replace('/b', 2)]), { code: 'INVALID_PATCH' });
  assert.deepEqual(shown(), { a: 1 });
  assert.equal(replica.outgoing(), undefined);
});

test('one patch is in flight; what is edited meanwhile waits, and travels together', () => {
  const { replica, edit, told } = joined({ a: 1, b: 1 });
  edit([replace('/a', 2)]);
  const first = replica.outgoing();
  edit([replace('/a', 3)]);
  edit([replace('/b', 3)]);
  assert.equal(replica.outgoing(), first, 'until the answer the same patch is sent, verbatim');
  replica.acknowledged(committed(2));
  assert.deepEqual(replica.outgoing(), { epoch: 1, baseVersion: 2, clientSeq: 2, patch: [replace('/a', 3), replace('/b', 3)] });
  replica.acknowledged(committed(3));
  assert.deepEqual(told.map(({ version }) => version), [2, 3, 3]);
});

test('an edit with a test travels alone, so that it fails alone', () => {
  const { replica, edit } = joined({ a: 1, b: 1 });
  edit([replace('/a', 2)]);
  edit([{ op: 'test', path: '/b', value: 1 }, replace('/b', 2)]);
  edit([replace('/a', 3)]);
  const sizes = [];
  for (let version = 2; replica.outgoing(); version++) {
    sizes.push(replica.outgoing().patch.length);
    replica.acknowledged(committed(version));
  }
  assert.deepEqual(sizes, [1, 2, 1]);
});

test('what waits follows its place when somebody inserts before it', () => {
  const { replica, edit, foreign, shown, told } = joined({ l: ['x', 'y'] });
  edit([replace('/l/0', 'X')]);
  replica.outgoing();
  edit([replace('/l/1', 'Y')]);
  foreign(2, [add('/l/0', 'new')]);
  assert.deepEqual(shown(), { l: ['new', 'X', 'Y'] });
  replica.acknowledged(committed(3, { outcome: 'rebased', patch: [replace('/l/1', 'X')] }));
  assert.deepEqual(replica.outgoing().patch, [replace('/l/2', 'Y')]);
  assert.deepEqual(told.map(({ lost }) => lost), [[]]);
});

test('what waits on something that is gone is handed back with its value', () => {
  const { replica, edit, foreign, shown, told } = joined({ o: { x: 1 }, a: 1 });
  edit([replace('/a', 2)]);
  replica.outgoing();
  edit([replace('/o/x', 5)]);
  foreign(2, [{ op: 'remove', path: '/o' }]);
  assert.deepEqual(shown(), { a: 2 });
  assert.deepEqual(told, [{ lost: [{ operation: replace('/o/x', 5), reason: 'container-gone' }], refused: undefined }]);
});

test('a container that both made is one, and what waits goes into it', () => {
  const { replica, edit, foreign, shown } = joined({});
  edit([add('/n', {})]);
  replica.outgoing();
  edit([add('/n/q', 2)]);
  foreign(2, [add('/n', {}), add('/n/p', 1)]);
  assert.deepEqual(shown(), { n: { p: 1, q: 2 } });
  replica.acknowledged({ version: 2, committed: false, outcome: 'unchanged', dropped: [{ index: 0, reason: 'create-if-absent' }] });
  assert.deepEqual(replica.outgoing().patch, [add('/n/q', 2)]);
});

test('a refused patch is undone, and what waits stays', () => {
  const { replica, edit, shown, told } = joined({ a: 1, b: 1 });
  edit([replace('/a', 2)]);
  replica.outgoing();
  edit([replace('/b', 2)]);
  replica.refused('FORBIDDEN');
  assert.deepEqual(shown(), { a: 1, b: 2 });
  assert.deepEqual(told, [{ refused: 'FORBIDDEN', lost: [{ operation: replace('/a', 2), reason: 'FORBIDDEN' }] }]);
  assert.deepEqual(replica.outgoing().patch, [replace('/b', 2)]);
});

test('a version that was predicted shows nothing new: the value stays the same object', () => {
  const { replica, edit, foreign, shown } = joined({ l: [1, 2] });
  edit([add('/l/2', 3)]);
  replica.outgoing();
  foreign(2, [add('/l/0', 0)]);
  const before = shown();
  replica.acknowledged(committed(3, { outcome: 'rebased', patch: [add('/l/3', 3)] }));
  assert.equal(shown(), before);
});

test('its own patch found by a join is there once, and its answer settles it', () => {
  const { replica, edit, shown, told } = joined({ l: [] });
  edit([add('/l/-', 1)]);
  const sent = replica.outgoing();
  const tail = [{ version: 2, patch: sent.patch, by: ME, clientSeq: 1 }, { version: 3, patch: [add('/l/-', 2)], by: BEN, clientSeq: 1 }];
  replica.joined({ epoch: 1, version: 3, clientSeq: 1, patches: tail });
  assert.deepEqual(shown(), { l: [1, 2] });
  assert.equal(replica.outgoing(), sent);
  replica.acknowledged(committed(2, { duplicate: true }));
  assert.deepEqual([shown(), replica.pending, told.length], [{ l: [1, 2] }, 0, 1]);
});

test('a document in place of a tail is not taken while something waits', () => {
  const { replica, edit } = joined({ a: 1 });
  assert.deepEqual(replica.since, { epoch: 1, version: 1, pending: false });
  edit([replace('/a', 2)]);
  assert.deepEqual(replica.since, { epoch: 1, version: 1, pending: true });
  assert.equal(replica.joined({ epoch: 1, version: 9, clientSeq: 0, document: {} }), false);
  replica.abandon('STALE_BASE');
  assert.equal(replica.joined({ epoch: 2, version: 9, clientSeq: 0, document: {} }), true);
});

test('all is handed back where the history is another one', () => {
  const { replica, edit, shown, told } = joined({ a: 1 });
  edit([replace('/a', 2)]);
  replica.outgoing();
  edit([replace('/a', 3)]);
  replica.abandon('EPOCH_CHANGED');
  assert.deepEqual(told.map(({ refused, lost }) => [refused, lost.length]), [['EPOCH_CHANGED', 1], ['EPOCH_CHANGED', 1]]);
  assert.deepEqual([shown(), replica.pending], [{ a: 1 }, 0]);
});

test('a missing version is noticed, an old one is not heard', () => {
  const { foreign, shown } = joined({ a: 1 });
  assert.equal(foreign(3, [replace('/a', 3)]), false);
  assert.equal(foreign(1, [replace('/a', 0)]), true);
  assert.deepEqual(shown(), { a: 1 });
});

test('an edit made on an older view goes to where its places are now', () => {
  const { edit, foreign, shown, view, told } = joined({ l: ['x', 'y'], gone: 1 });
  const before = view();
  foreign(2, [add('/l/0', 'new'), { op: 'remove', path: '/gone' }]);
  edit([replace('/l/1', 'Y'), { op: 'remove', path: '/gone' }], before);
  assert.deepEqual([shown(), told], [{ l: ['new', 'x', 'Y'] }, []]);
});

/** A server of the same rules: one history, in memory. */
class Server {
  version = 1;
  log = [];
  settled = new Map();
  trees = [undefined];

  constructor(document) { this.trees[1] = plant(document); }

  get head() { return this.trees[this.version]; }

  patch(by, { baseVersion, clientSeq, patch }) {
    const name = `${by.user}/${clientSeq}`;
    this.settled.set(name, this.settled.get(name) ?? this.#fresh(by, baseVersion, clientSeq, patch));
    return this.settled.get(name);
  }

  #fresh(by, baseVersion, clientSeq, patch) {
    const all = patch.map((one) => step(one));
    const nothingBetween = baseVersion === this.version;
    const found = nothingBetween ? { located: all, lost: [] }
      : rebase(this.trees[baseVersion], all, this.head, baseVersion, `${by.user}\0${by.device}`, new Map());
    if (found.refused) return { error: found.refused };
    const committed = found.located.filter(({ operation }) => operation.op !== 'test').length > 0;
    const made = found.located.map(({ operation }) => operation);
    if (committed) {
      this.version++;
      this.trees[this.version] = made.map((one) => step(one, this.version, `${by.user}\0${by.device}`)).reduce(apply, this.trees[this.version - 1]);
      this.log.push({ version: this.version, patch: made, by, clientSeq });
    }
    const dropped = found.lost.map(({ operation, reason }) => ({ index: patch.indexOf(operation), reason }));
    return { answer: { version: this.version, committed, outcome: 'any', dropped, ...(!equal(made, patch) && { patch: made }) } };
  }
}

/** One client: `inbox` holds what is under way to it, in the order of the versions. */
class Client {
  inbox = [];
  heard = 1;
  online = true;
  edits = 0;
  told = 0;
  surprises = 0;

  constructor(user, server) {
    Object.assign(this, { server, by: { user, device: 'd' }, replica: new Replica() });
    this.replica.me = this.by;
    this.replica.joined({ epoch: 1, version: 1, document: valueOf(server.head), clientSeq: 0 });
  }

  step(random) {
    const what = whole(random, 8);
    if (what <= 2) this.edit(random);
    else if (what <= 4 && this.online) this.send();
    else if (what <= 6 && this.online) this.receive();
    else if (random() < 0.2) this.online ? this.cut() : this.rejoin();
  }

  edit(random) {
    const patch = randomPatch(random, valueOf(this.replica.view), (before, one) => naive(before, [one]), 2);
    if (patch.length === 0) return;
    this.edits++;
    this.replica.edit(patch, () => { this.told++; });
  }

  send() {
    const patch = this.replica.outgoing();
    if (!patch || this.sent) return;
    this.sent = true;
    const answer = this.server.patch(this.by, patch);
    this.pull();
    this.inbox.push(answer);
  }

  pull() {
    for (; this.heard < this.server.version; this.heard++) {
      const change = this.server.log[this.heard - 1];
      if (change.by !== this.by) this.inbox.push({ change });
    }
  }

  receive() {
    const { change, answer, error } = this.inbox.shift() ?? {};
    if (change) assert.ok(this.replica.changed(change));
    else if (error || answer) this.answered(answer, error);
    else this.pull();
  }

  answered(answer, error) {
    this.sent = false;
    const before = valueOf(this.replica.view);
    if (error) this.replica.refused(error);
    else assert.ok(this.replica.acknowledged(answer));
    if (!equal(valueOf(this.replica.view), before)) this.surprises++;
  }

  cut() { Object.assign(this, { online: false, inbox: [], sent: false }); }

  rejoin() {
    this.online = true;
    const clientSeq = Math.max(0, ...this.server.log.filter(({ by }) => by === this.by).map((change) => change.clientSeq));
    assert.ok(this.replica.joined({ epoch: 1, version: this.server.version, clientSeq, patches: this.server.log.slice(this.replica.version - 1) }));
    this.heard = this.server.version;
  }

  settle() {
    if (!this.online) this.rejoin();
    for (let i = 0; i < 1_000 && (this.replica.pending || this.inbox.length || this.replica.version < this.server.version); i++) {
      this.send();
      this.receive();
    }
  }
}

test('clients that edit, lose their line and come back end with one document, and nothing flickers', () => {
  forSeeds(3_000, (random) => {
    const server = new Server({ a: randomJson(random, 2), l: [1, 2, 3] });
    const clients = ['x', 'y', 'z'].map((user) => new Client(user, server));
    for (let i = 0; i < 60; i++) pick(random, clients).step(random);
    for (let round = 0; round < 3; round++) clients.forEach((client) => client.settle());
    for (const { replica, edits, told, surprises, by } of clients) {
      assert.ok(equal(valueOf(replica.view), valueOf(server.head)), by.user);
      assert.equal(told, edits, 'each edit hears once what became of it');
      assert.equal(surprises, 0, 'an answer shows nothing that was not shown');
    }
  });
});
