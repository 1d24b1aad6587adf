// Puts the page together: one connection, and what lives on it.
import { Connection } from './connection.js';
import { $, clock } from './dom.js';
import { DocumentPane } from './document-pane.js';
import { Drawer } from './drawer.js';
import { Outgoing } from './events.js';
import { Feed } from './feed.js';
import { header } from './header.js';
import { COLOURS, freshDevice, ownDevice, roomFrom, suggestName, usualColour } from './identity.js';
import { messageBox, People } from './people.js';
import { sampleDocument, welcomeEvents } from './sample.js';
import { SharedSession } from './session.js';
import { statusLine } from './status-line.js';
import { TypingSignal, TypingView } from './typing.js';

const room = roomFrom(location.search);
const sessionId = `room-${room}`;
const socketOrigin = location.origin.replace(/^http/, 'ws');
history.replaceState(null, '', `/?room=${encodeURIComponent(room)}`);

let user = sessionStorage.getItem('parley.user') ?? suggestName(localStorage);
let device = await ownDevice(sessionStorage, navigator.locks);
let lastConnection;
let serverAhead = 0; // of this computer's clock, in ms
sessionStorage.setItem('parley.user', user);

const me = () => user;
const drawer = new Drawer({ room, origin: socketOrigin, me });

const signal = new TypingSignal((method, kind) => connection.notify(method, { session: sessionId, ...(kind && { kind }) }), clock);
const view = new TypingView(() => people.show(), clock);
const people = new People({ view, me, signal });

const connection = new Connection({ url: `${socketOrigin}/v1/ws`, hello, pulse, on: {
  state: () => status.show(), live, down, notice, newDevice,
  rtt: (ms) => status.rtt(ms),
  frame: (frame) => drawer.frame(frame),
} });

const pane = new DocumentPane({ session: () => session, signal, look: people.look });
const session = new SharedSession({ connection, id: sessionId, sample: sampleDocument(), typing: signal, on: {
  joined: (answer) => { people.joined(answer.present); view.joined(answer.typing ?? []); },
  changed: (change, by) => { pane.changed(change, by, session.replica.view); status.show(); },
  acknowledged: (answer) => status.durable(answer.durable),
  unsupported: () => pane.unsupported(),
  trouble: (text) => pane.trouble(text),
} });

const feed = new Feed({ connection, room, look: people.look, serverNow, seen: (event) => { people.seen(event); paintMe(); } });
const outgoing = new Outgoing({ connection, session: sessionId, typing: signal, on: {
  stored: (answer) => {
    status.durable(answer.durable);
    messageNote(`Stored as event ${answer.offset}`);
  },
  refused: (_, error) => messageNote(`Not sent: ${error.message}`),
  changed: () => {
    status.show();
    if (outgoing.kept > 0 && !connection.live) messageNote(`${outgoing.kept} waiting for the connection`);
  },
} });
const pending = () => session.replica.keptOperations + outgoing.kept;
const status = statusLine({ connection, pending });

const showMe = header({ room, renamed, coloured });
const paintMe = () => showMe(user, people.look(user) ?? usualColour(user));

function messageNote(text) { $('message-note').textContent = text; }

function coloured(colour) {
  outgoing.send(`rooms.${room}.look`, { from: user, colour, text: `took the colour ${COLOURS[colour]}` }, { type: 'look' });
}

function hello() {
  const typing = signal.kind ? [{ session: sessionId, scope: '', kind: signal.kind }] : [];
  return {
    token: `dev:${user}`, device, client: { name: 'parley-page', version: '1' },
    ...(lastConnection && { resume: { connection: lastConnection, typing } }),
  };
}

/** What this window is doing, said again: it goes all the way to the room and changes nothing there. */
function pulse() {
  const { kind } = signal;
  return kind ? ['typing.start', { session: sessionId, kind }] : ['typing.stop', { session: sessionId }];
}

// Joins and subscriptions go out in one burst; each of them knows its own position.
async function live(welcome) {
  const returning = lastConnection !== undefined;
  lastConnection = welcome.connection;
  serverAhead = Date.parse(welcome.serverTime) - Date.now() || 0;
  signal.obey(welcome.timers);
  view.ttlMs = welcome.timers?.typingViewTtlMs ?? view.ttlMs;
  session.resume();
  outgoing.resume();
  await feed.resume(returning);
  await furnish();
}

/** Colours that people took earlier; and where nothing was ever said, three events to begin with. */
async function furnish() {
  const past = (topic, from, limit) => connection.call('events.history', { pattern: `rooms.${room}.${topic}`, from, limit });
  try {
    const [looks, any] = await Promise.all([past('look', { last: 100 }, 100), past('**', 'earliest', 1)]);
    looks.events.forEach((event) => people.seen(event));
    paintMe();
    if (any.events.length === 0) for (const event of welcomeEvents(room)) await connection.call('events.publish', event);
  } catch {
    // Without history the room has its usual colours and no welcome; nothing else depends on it.
  }
}

function serverNow() { return Date.now() + serverAhead; }

function down() {
  session.down();
  view.down();
}

function notice(method, params) {
  if (method === 'typing.state' && params.session === sessionId && !params.scope) view.show(params);
  else if (method === 'presence.changed' && params.session === sessionId) people.changed(params);
  else if (method.startsWith('session.')) session.notice(method, params);
  else if (method.startsWith('event')) feed.notice(method, params);
}

/** A copied tab took over this tab's device: go on as another one. */
function newDevice() {
  device = freshDevice();
  lastConnection = undefined;
  sessionStorage.setItem('parley.device', device);
}

/** Another name is another user: everything is entered anew under it. */
function renamed(name) {
  if (pending() > 0) return 'Your name can change once what you wrote has been sent.';
  signal.stop();
  connection.close();
  user = name;
  lastConnection = undefined;
  sessionStorage.setItem('parley.user', user);
  paintMe();
  connection.open();
}

messageBox({ signal, send: (text) => outgoing.send(`rooms.${room}.chat`, { from: user, text }) });
document.addEventListener('visibilitychange', () => { if (document.hidden) signal.stop(); else connection.hurry(); });
addEventListener('beforeunload', (event) => { if (pending() > 0) event.preventDefault(); });
addEventListener('pagehide', () => connection.close());
addEventListener('pageshow', (event) => { if (event.persisted) connection.open(); });
paintMe();
people.show();
connection.open();
