// Puts the page together: one client, one room, and what is shown of it.
import { $ } from './dom.js';
import { DocumentPane } from './document-pane.js';
import { Drawer } from './drawer.js';
import { Feed } from './feed.js';
import { header } from './header.js';
import { COLOURS, freshDevice, ownDevice, roomFrom, suggestName, usualColour } from './identity.js';
import { connect } from './parley.js';
import { messageBox, People } from './people.js';
import { sampleDocument, welcomeEvents } from './sample.js';
import { statusLine } from './status-line.js';
import { watched } from './watched.js';

const DEVICE_TAKEN = 4001;

const room = roomFrom(location.search);
history.replaceState(null, '', `/?room=${encodeURIComponent(room)}`);

let user = sessionStorage.getItem('parley.user') ?? suggestName(localStorage);
let returning = false; // from a lost line, not under another name
let serverAhead = 0; // of this computer's clock, in ms
sessionStorage.setItem('parley.user', user);
const device = await ownDevice(sessionStorage, navigator.locks);

const me = () => user;
const serverNow = () => Date.now() + serverAhead;
const drawer = new Drawer({ room, me });

const parley = connect(`${location.origin.replace(/^http/, 'ws')}/v1/ws`, {
  device, token: () => `dev:${user}`,
  WebSocket: watched({ frame: (frame) => drawer.frame(frame), rtt: (ms) => status.rtt(ms) }),
});
const session = parley.session(`room-${room}`, { create: { document: sampleDocument() } });

const people = new People({ session, me });
const pane = new DocumentPane({ session, me, look: people.look });
const feed = new Feed({ parley, room, look: people.look, serverNow, seen: (event) => { people.seen(event); paintMe(); } });
const pending = () => session.pending + parley.pending;
const status = statusLine({ parley, pending });
const showMe = header({ room, renamed, coloured });
const paintMe = () => showMe(user, people.look(user) ?? usualColour(user));

session.on('change', status.show);
session.on('settled', ({ durable }) => { status.durable(durable); status.show(); });
session.on('refused', (error) => pane.trouble(`The document cannot be opened: ${error.message}`));
parley.on('state', (state) => { status.show(); if (state.code === DEVICE_TAKEN) anew(); });
parley.on('welcome', ({ serverTime }) => {
  serverAhead = Date.parse(serverTime) - Date.now() || 0;
  feed.welcomed(returning);
  returning = true;
  furnish();
});

function messageNote(text) { $('message-note').textContent = text; }

async function publish(topic, data, options) {
  const stored = parley.publish(`rooms.${room}.${topic}`, { from: user, ...data }, options);
  if (parley.state.name !== 'live') messageNote(`${parley.pending} waiting for the connection`);
  status.show();
  try {
    const { offset, durable } = await stored;
    status.durable(durable);
    messageNote(`Stored as event ${offset}`);
  } catch (error) {
    messageNote(`Not sent: ${error.message}`);
  }
  status.show();
}

function coloured(colour) { publish('look', { colour, text: `took the colour ${COLOURS[colour]}` }, { type: 'look' }); }

/** Colours that people took earlier; and where nothing was ever said, three events to begin with. */
async function furnish() {
  const past = (topic, from, limit) => parley.call('events.history', { pattern: `rooms.${room}.${topic}`, from, limit });
  try {
    const [looks, any] = await Promise.all([past('look', { last: 100 }, 100), past('**', 'earliest', 1)]);
    looks.events.forEach((event) => people.seen(event));
    paintMe();
    if (any.events.length === 0) for (const event of welcomeEvents(room)) await parley.call('events.publish', event);
  } catch {
    // Without history the room has its usual colours and no welcome; nothing else depends on it.
  }
}

/** A copied tab took over this tab's device: go on as another one. */
function anew() {
  sessionStorage.setItem('parley.device', freshDevice());
  location.reload();
}

/** Another name is another user: everything is entered anew under it. */
function renamed(name) {
  if (pending() > 0) return 'Your name can change once what you wrote has been sent.';
  session.typing.stop();
  parley.close();
  user = name;
  returning = false;
  sessionStorage.setItem('parley.user', user);
  paintMe();
  parley.open();
}

messageBox({ typing: session.typing, send: (text) => publish('chat', { text }, { type: 'message', typing: session }) });
document.addEventListener('visibilitychange', () => { if (document.hidden) session.typing.stop(); else parley.hurry(); });
addEventListener('beforeunload', (event) => { if (pending() > 0) event.preventDefault(); });
addEventListener('pagehide', () => parley.close());
addEventListener('pageshow', (event) => { if (event.persisted) parley.open(); });
paintMe();
people.show();
