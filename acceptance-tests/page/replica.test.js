import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, equal, PatchError } from '../../adapters-http/src/main/resources/page/patch.js';
import { carry, Gap, Replica } from '../../adapters-http/src/main/resources/page/replica.js';
import { randomJson, randomOperation, seeded, seeds, whole } from './random-json.js';

const joined = (document, version = 1) => {
  const replica = new Replica();
  replica.joined({ epoch: 1, version, document, clientSeq: 0 });
  return replica;
};
const replace = (path, value) => ({ op: 'replace', path, value });
const committed = (version, more = {}) => ({ version, committed: true, ...more });

test('an edit is shown at once and sent on the version it was made on', () => {
  const replica = joined({ a: 1 }, 5);
  replica.edit([replace('/a', 2)]);
  assert.deepEqual(replica.shown, { a: 2 });
  assert.deepEqual(replica.confirmed, { a: 1 });
  assert.deepEqual(replica.next(), { epoch: 1, baseVersion: 5, clientSeq: 1, patch: [replace('/a', 2)] });
});

test('offline edits become one patch on the version they were made on, whatever the catch-up brings', () => {
  const replica = joined({ a: 1, b: 1 }, 5);
  replica.edit([replace('/a', 2)]);
  replica.edit([replace('/b', 2)]);
  assert.deepEqual(replica.since, { epoch: 1, version: 5, pending: true });
  const patches = [{ version: 6, patch: [replace('/a', 9)] }, { version: 7, kind: 'role' }];
  replica.joined({ epoch: 1, version: 7, clientSeq: 0, patches });
  assert.deepEqual(replica.shown, { a: 2, b: 2 });
  assert.deepEqual(replica.next(), { epoch: 1, baseVersion: 5, clientSeq: 1, patch: [replace('/a', 2), replace('/b', 2)] });
  const { operations } = replica.acknowledged(committed(8));
  assert.deepEqual(operations, []);
  assert.deepEqual(replica.confirmed, { a: 2, b: 2 });
});

test('an edit made while a patch is in flight waits for its answer', () => {
  const replica = joined({ a: 1 });
  replica.edit([replace('/a', 2)]);
  const first = replica.next();
  replica.edit([replace('/a', 3)]);
  assert.deepEqual(replica.next(), first, 'until the answer the same patch is sent, verbatim');
  replica.acknowledged(committed(2));
  assert.deepEqual(replica.next(), { epoch: 1, baseVersion: 2, clientSeq: 2, patch: [replace('/a', 3)] });
});

test('an edit that waited is handed back if its place changed meanwhile', () => {
  const replica = joined({ a: 1, l: [1, 2] });
  replica.edit([replace('/a', 2)]);
  replica.next();
  replica.edit([replace('/l/1', 'mine')]);
  replica.patched({ version: 2, patch: [{ op: 'add', path: '/l/0', value: 0 }] });
  const { lost } = replica.acknowledged(committed(3));
  assert.deepEqual(lost, [{ operation: replace('/l/1', 'mine'), reason: 'changed-meanwhile' }]);
  assert.deepEqual(replica.shown, { a: 2, l: [0, 1, 2] });
});

test('a rebased answer is applied as the server committed it, dropped values come back', () => {
  const replica = joined({ a: 1, l: [1, 2], o: { x: 1 } });
  replica.edit([replace('/l/1', 'W'), replace('/o/x', 5)]);
  replica.next();
  replica.patched({ version: 2, patch: [{ op: 'add', path: '/l/0', value: 0 }, { op: 'remove', path: '/o' }] });
  const answer = committed(3, { patch: [replace('/l/2', 'W')], dropped: [{ index: 1, reason: 'container-gone', value: 5 }] });
  const { lost, rebased } = replica.acknowledged(answer);
  assert.deepEqual(replica.shown, { a: 1, l: [0, 1, 'W'] });
  assert.deepEqual(lost, [{ operation: replace('/o/x', 5), reason: 'container-gone' }]);
  assert.deepEqual(rebased, [replace('/l/2', 'W')]);
});

test('a refused patch is undone and handed back', () => {
  const replica = joined({ a: 1 });
  replica.edit([replace('/a', 2)]);
  replica.next();
  const { lost, operations } = replica.refused({ code: 'FORBIDDEN' });
  assert.deepEqual(replica.shown, { a: 1 });
  assert.deepEqual(operations, [replace('/a', 1)]);
  assert.deepEqual(lost, [{ operation: replace('/a', 2), reason: 'FORBIDDEN' }]);
});

test('its own patch found in the tail is not applied twice by the answer to the resend', () => {
  const replica = joined({ l: [] });
  replica.edit([{ op: 'add', path: '/l/-', value: 1 }]);
  const sent = replica.next();
  const own = { version: 2, patch: sent.patch, by: { user: 'me', device: 'd' }, clientSeq: 1 };
  replica.joined({ epoch: 1, version: 2, clientSeq: 1, patches: [own] });
  assert.deepEqual(replica.next(), sent);
  replica.acknowledged(committed(2, { duplicate: true }));
  assert.deepEqual(replica.shown, { l: [1] });
  assert.equal(replica.pending, false);
});

test('a document in place of a tail keeps what was settled and hands back what was not', () => {
  const lostIf = (clientSeq) => {
    const replica = joined({ a: 1 });
    replica.edit([replace('/a', 2)]);
    replica.next();
    return replica.joined({ epoch: 2, version: 1, clientSeq, document: { a: 7 } }).lost;
  };
  assert.equal(lostIf(0).length, 1);
  assert.equal(lostIf(1).length, 0);
});

test('a missing version is noticed', () => {
  const replica = joined({ a: 1 });
  assert.throws(() => replica.patched({ version: 3, patch: [] }), Gap);
  assert.equal(replica.patched({ version: 1, patch: [] }), null);
});

test('a text begun on an older view is sent on that view, unless an own commit lies between', () => {
  const replica = joined({ a: 1, b: 1 });
  const view = replica.view;
  replica.patched({ version: 2, patch: [replace('/b', 2)] });
  replica.editOn(view, [replace('/a', 5)]);
  assert.equal(replica.next().baseVersion, 1);
  replica.acknowledged(committed(3));
  const { lost } = replica.editOn(view, [replace('/b', 9), replace('/a', 6)]);
  assert.equal(lost.length, 2, 'both places changed since');
});

test('carry keeps what still means the same', () => {
  const operations = [replace('/a', 2), { op: 'add', path: '/o/n', value: 1 }, replace('/b', 2)];
  const { carried, lost } = carry(operations, { a: 1, b: 1, o: {} }, { a: 1, b: 7, o: { z: 1 } });
  assert.deepEqual(carried, operations.slice(0, 2));
  assert.deepEqual(lost.map((l) => l.operation), [operations[2]]);
});

/** A server with the crudest rebase: what does not fit at the head is dropped. */
class ToyServer {
  version = 1;
  log = [];
  settled = new Map();

  constructor(document) { this.document = document; }

  patch(client, { clientSeq, patch }) {
    const known = this.settled.get(`${client}/${clientSeq}`);
    if (known) return { ...known, duplicate: true };
    const kept = [];
    const dropped = [];
    patch.forEach((operation, index) => {
      try {
        this.document = apply(this.document, [operation]);
        kept.push(operation);
      } catch (error) {
        if (!(error instanceof PatchError)) throw error;
        dropped.push({ index, reason: 'container-gone' });
      }
    });
    if (kept.length > 0) this.log.push({ version: ++this.version, patch: kept, author: client });
    const answer = { version: this.version, committed: kept.length > 0, dropped, ...(dropped.length > 0 && { patch: kept }) };
    this.settled.set(`${client}/${clientSeq}`, answer);
    return answer;
  }
}

/** A window on the toy server: `inbox` holds what is under way to it, in version order. */
class ToyWindow {
  inbox = [];
  online = true;
  sent = null;

  constructor(name, server) {
    Object.assign(this, { name, server, replica: joined(server.document) });
    this.seq = 0;
  }

  step(random) {
    const what = whole(random, 6);
    if (what <= 1) this.edit(random);
    else if (what === 2 && this.online) this.send();
    else if (what === 3 && this.online) this.receive();
    else if (what === 4 && random() < 0.3) this.online ? this.cut() : this.rejoin();
  }

  edit(random) { this.replica.edit([randomOperation(random, this.replica.shown)]); }

  send() {
    const patch = this.sent ? null : this.replica.next();
    if (!patch) return;
    this.sent = patch;
    const answer = this.server.patch(this.name, patch);
    this.pull();
    this.inbox.push({ answer });
    this.seq = patch.clientSeq;
  }

  pull() {
    const known = this.inbox.findLast((m) => m.change)?.change.version ?? this.pulled ?? 1;
    for (const change of this.server.log) {
      if (change.version > known && change.author !== this.name) this.inbox.push({ change });
    }
    this.pulled = this.server.version;
  }

  receive() {
    const message = this.inbox.shift();
    if (!message) return this.pull();
    if (message.change) this.replica.patched(message.change);
    else { this.sent = null; this.replica.acknowledged(message.answer); }
  }

  cut() { this.online = false; this.inbox = []; this.sent = null; }

  rejoin() {
    this.online = true;
    const patches = this.server.log.filter((c) => c.version > this.replica.version);
    this.replica.joined({ epoch: 1, version: this.server.version, clientSeq: this.seq, patches });
    this.pulled = this.server.version;
  }

  settle() {
    if (!this.online) this.rejoin();
    for (let i = 0; i < 1_000 && (this.replica.pending || this.inbox.length > 0 || this.replica.version < this.server.version); i++) {
      this.send();
      this.receive();
    }
  }
}

test('windows that edit, lose their line and come back all end with the server’s document', () => {
  for (const seed of seeds(1_500)) {
    const random = seeded(seed);
    const server = new ToyServer({ a: randomJson(random, 2), l: [1, 2, 3] });
    const windows = ['x', 'y', 'z'].map((name) => new ToyWindow(name, server));
    try {
      for (let i = 0; i < 60; i++) windows[whole(random, 3)].step(random);
      for (let round = 0; round < 3; round++) windows.forEach((window) => window.settle());
      windows.forEach((window) => assert.ok(equal(window.replica.shown, server.document), window.name));
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    }
  }
});
