import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, featureOf } from '../../adapters-http/src/main/resources/page/drawer.js';
import { cleanName, COLOURS, ownDevice, roomFrom, suggestName, usualColour } from '../../adapters-http/src/main/resources/page/identity.js';
import { again, told } from '../../adapters-http/src/main/resources/page/notes.js';
import { durability, words } from '../../adapters-http/src/main/resources/page/status.js';
import { parse } from '../../adapters-http/src/main/resources/page/text-view.js';
import { addition, interpret } from '../../adapters-http/src/main/resources/page/typed.js';
import { sentence } from '../../adapters-http/src/main/resources/page/typists.js';
import { watched } from '../../adapters-http/src/main/resources/page/watched.js';
import { welcomeEvents } from '../../adapters-http/src/main/resources/page/sample.js';

test('the status line speaks in words', () => {
  const at = (state, more) => words(state, { now: 1_000, pending: 0, ...more });
  assert.equal(at({ name: 'live' }), 'live');
  assert.equal(at({ name: 'connecting' }), 'connecting');
  assert.equal(at({ name: 'connecting' }, { again: true, pending: 1 }), 'reconnecting, 1 edit kept');
  assert.equal(at({ name: 'stopped' }), 'not connected');
  assert.equal(at({ name: 'waiting', until: 2_700 }), 'reconnecting in 2 s');
  assert.equal(at({ name: 'waiting', until: 2_700 }, { pending: 1 }), 'reconnecting in 2 s, 1 edit kept');
  assert.equal(at({ name: 'cut', until: 9_000 }, { pending: 3 }), 'offline, 3 edits kept');
  assert.equal(at({ name: 'waiting', until: 2_700 }, { online: false, pending: 3 }), 'offline, 3 edits kept');
  assert.equal(durability('os'), 'saved, survives a server crash');
});

test('a room’s name fits a topic segment, whatever the address says', () => {
  assert.equal(roomFrom('?room=amber-fox'), 'amber-fox');
  assert.equal(roomFrom('?room=A%20b.c%2F%C3%A9'), 'a-b-c');
  assert.match(roomFrom('?room=...'), /^[a-z]+-[a-z]+$/);
  assert.match(roomFrom(''), /^[a-z]+-[a-z]+$/);
});

class Memory {
  #items = new Map();
  getItem(key) { return this.#items.get(key) ?? null; }
  setItem(key, value) { this.#items.set(key, value); }
}

test('two windows of one browser are two people', () => {
  const storage = new Memory();
  assert.notEqual(suggestName(storage), suggestName(storage));
});

test('a tab keeps its device, a copied tab becomes a device of its own', async () => {
  const taken = new Set();
  const locks = { request: (name, _, then) => then(taken.has(name) ? null : (taken.add(name), { name })) };
  const tab = new Memory();
  const device = await ownDevice(tab, locks);
  assert.notEqual(await ownDevice(tab, locks), device);
  taken.clear();
  assert.equal(await ownDevice(tab, undefined), tab.getItem('parley.device'));
});

test('names are printable and short, colours are among those there are', () => {
  assert.equal(cleanName('  Ana\u0000\u202e '), 'Ana');
  assert.equal(cleanName(' \n '), undefined);
  assert.equal(cleanName('x'.repeat(99)).length, 40);
  for (const name of ['', 'Ana', '李', '🦊']) assert.ok(COLOURS[usualColour(name)], name);
});

test('what was not applied says why and offers the value back where it can be', () => {
  const lost = { operation: { op: 'replace', path: '/tasks/0', value: 'x' }, reason: 'container-gone' };
  assert.equal(told(lost), 'Your change to tasks › 0 was not applied: somebody removed what it was in.');
  assert.deepEqual(again({ tasks: [] }, lost.operation), { op: 'add', path: '/tasks/-', value: 'x' });
  assert.deepEqual(again({ tasks: ['y'] }, lost.operation), { op: 'replace', path: '/tasks/0', value: 'x' });
  assert.equal(again({}, lost.operation), undefined);
  assert.equal(again({ a: 1 }, { op: 'remove', path: '/a' }), undefined);
});

test('typed text stays text where text was, and is JSON where it is JSON', () => {
  assert.equal(interpret('42', 'text'), '42');
  assert.equal(interpret('42', 7), 42);
  assert.equal(interpret('forty', 7), 'forty');
  assert.deepEqual(addition('/l', [], '', '{"a":1}'), { op: 'add', path: '/l/-', value: { a: 1 } });
  assert.deepEqual(addition('', { a: 1 }, 'a', 'x'), { op: 'replace', path: '/a', value: 'x' });
});

test('a text that is not JSON yet says so', () => {
  assert.deepEqual(parse('{"a": 1}'), { value: { a: 1 } });
  assert.match(parse('{\n"a": }').problem, /^Not JSON yet/);
});

const AsyncFunction = (async () => {}).constructor;

test('frames are filed by feature', () => {
  const features = ['connect', 'typing.start', 'presence.changed', 'session.patch', 'events.publish', 'event'].map(featureOf);
  assert.deepEqual(features, ['connection', 'typing', 'typing', 'session', 'events', 'events']);
});

test('the code to copy is JavaScript that a name cannot break out of', () => {
  for (const feature of ['', 'connection', 'typing', 'session', 'events']) {
    const text = code(feature, { room: 'amber-fox', origin: 'http://127.0.0.1:7788', user: '"); alert(1); ("' });
    assert.doesNotThrow(() => new AsyncFunction(text), feature);
    assert.ok(text.includes('dev:\\"); alert(1)'), feature);
  }
});

test('welcome events have the same ids and content for every visitor', () => {
  assert.deepEqual(welcomeEvents('amber-fox'), welcomeEvents('amber-fox'));
  assert.equal(new Set(welcomeEvents('amber-fox').map((event) => event.id)).size, 3);
});

test('one sentence says who types', () => {
  const top = (...users) => users.map((user) => ({ user, kind: 'typing' }));
  assert.equal(sentence({ top: [], others: 0 }), '');
  assert.equal(sentence({ top: [{ user: 'Ana', kind: 'editing' }], others: 0 }), 'Ana is editing the document');
  assert.equal(sentence({ top: top('Ana', 'Ben'), others: 0 }), 'Ana and Ben are typing');
  assert.equal(sentence({ top: top('Ana', 'Ben', 'Cem'), others: 1 }), 'Ana, Ben, Cem and 1 other are typing');
  assert.equal(sentence({ top: top('Ana'), others: 24, atLeast: true }), 'Ana and 24 or more others are typing');
});

test('a watched socket shows what passes both ways, and measures the small calls', () => {
  class Socket extends EventTarget { send() {} }
  const [frames, times] = [[], []];
  const socket = new (watched({ frame: ({ out, message }) => frames.push([out, message.id]), rtt: (ms) => times.push(ms) }, Socket))();
  const comes = (message) => socket.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
  for (const [id, method] of [[1, 'connect'], [2, 'session.join']]) socket.send(JSON.stringify({ id, method }));
  for (const id of [2, 1]) comes({ id, result: {} });
  assert.deepEqual(frames, [[true, 1], [true, 2], [false, 2], [false, 1]]);
  assert.equal(times.length, 1);
});
