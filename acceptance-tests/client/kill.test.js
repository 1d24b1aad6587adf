import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBrowser } from '../house/browser.js';
import { connected, live } from '../house/client.js';
import { work } from '../house/load.js';
import { lossy } from '../house/lossy-socket.js';
import { dataDirectory, startServer } from '../house/server.js';
import { connect } from '../../clients/js/dist/parley.js';

const KILLS = 4;
const EDITS_BETWEEN = 30;
const LOST_OF_EACH = 50; // every so many-th call is stored without its answer being heard

/** When every user has made some more edits. */
async function working(users) {
  const before = await Promise.all(users.map((user) => user.made()));
  await eventually('the users go on', async () => (await Promise.all(users.map((user) => user.made())))
    .every((made, index) => made >= before[index] + EDITS_BETWEEN));
}

async function eventually(what, check) {
  for (let i = 0; i < 1_200; i++) { // a minute: whoever lost the line again and again waits up to 15 s
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come to this: ${what}`);
}

/** Kills and restarts the server while `users` work; answers what they were told, and a client on what is left. */
async function killed(t, { server, data, users }) {
  let running = server;
  for (let kill = 0; kill < KILLS; kill++) {
    await working(users);
    await running.killed();
    running = await startServer(t, { data, port: server.port });
    await Promise.all(users.map((user) => user.hurry())); // as one presses "now"
  }
  await working(users);
  const told = await Promise.all(users.map((user) => user.stop()));
  const witness = connected(t, server.port, 'witness');
  await live(witness);
  return { told, witness };
}

/** Each acknowledged once, in the document once and in the log once, and everybody has the same. */
async function judge({ told, witness, seen }) {
  const { document, version } = await witness.call('session.get', { session: 'load' });
  const log = await history(witness);
  const edits = told.flatMap(({ edited }) => edited);
  const messages = told.flatMap(({ published }) => published);
  assert.deepEqual(edits.filter(({ lost, refused }) => lost.length > 0 || refused), [], 'nothing is lost to a kill');
  assert.deepEqual([...document.list].sort(), edits.map(({ id }) => id).sort(), 'each edit is there once');
  assert.equal(Object.keys(document.seen).length, edits.length);
  assert.deepEqual(log.map(([, id]) => id).sort(), messages.map(({ id }) => id).sort(), 'each message is there once');
  for (const { id, offset } of messages) assert.equal(log.find(([at]) => at === offset)[1], id, 'and where its answer said');
  for (const { gaps } of told) assert.deepEqual(gaps, []);
  for (const one of seen) {
    assert.deepEqual(one.value, document);
    assert.deepEqual([one.version, one.pending], [version, 0]);
    assert.deepEqual(one.events, log, 'each event once and in order');
  }
}

async function history(witness) {
  const found = [];
  for (let from = 'earliest'; ;) {
    const page = await witness.call('events.history', { pattern: 'load.**', from, limit: 1_000 });
    found.push(...page.events.map(({ offset, event }) => [offset, event.data]));
    if (!page.next) return found;
    from = { epoch: page.epoch, offset: page.next };
  }
}

test('kills lose nothing that was acknowledged, repeat nothing, and leave all with the same', { timeout: 180_000 }, async (t) => {
  const data = dataDirectory(t);
  const server = await startServer(t, { data });
  const url = `ws://127.0.0.1:${server.port}/v1/ws`;
  const browser = process.env.ACCEPTANCE_BROWSER === 'false' ? undefined : await startBrowser(t);
  if (!browser) console.log('##### NO BROWSER: both clients run in Node #####');
  const [calls, losses] = [0, 1].map(() => ({ 'session.patch': 0, 'events.publish': 0 }));
  const loses = ({ method }) => method in calls && ++calls[method] % LOST_OF_EACH === 0 && ++losses[method] > 0;
  const inNode = (name) => {
    const user = work({ connect, url, name, options: { WebSocket: lossy(loses) } });
    t.after(() => user.close());
    return user;
  };
  const users = [inNode('ana'), browser ? await inBrowser(browser, server.url, url, 'ben') : inNode('ben')];

  const { told, witness } = await killed(t, { server, data, users });
  const { version } = await witness.call('session.get', { session: 'load' });
  let seen = [];
  await eventually(`all are at version ${version}`, async () => {
    seen = await Promise.all(users.map((user) => user.seen()));
    return seen.every((one) => one.version === version);
  });
  await judge({ told, witness, seen });
  const [edits, messages] = ['edited', 'published'].map((what) => told.flatMap((user) => user[what]).length);
  t.diagnostic(`${KILLS} kills under ${edits} edits and ${messages} messages; version ${version}; unheard ${JSON.stringify(losses)}`);
  assert.ok(Object.values(losses).every((count) => count > 0), JSON.stringify(losses));
  // The health page has no icon.
  assert.deepEqual(browser?.complaints.filter((text) => !text.includes('404')) ?? [], []);
});

/** The same work in a page of the server, with the bundle that it serves. */
async function inBrowser(browser, home, url, name) {
  const page = await browser.window(`${home}health/live`);
  await page.addInitScript({ content: `globalThis.work = ${work};` });
  await page.reload();
  await page.evaluate(async ([url, name]) => {
    const { connect } = await import('/parley.js');
    globalThis.user = globalThis.work({ connect, url, name });
  }, [url, name]);
  return {
    made: () => page.evaluate(() => globalThis.user.made()),
    stop: () => page.evaluate(() => globalThis.user.stop()),
    seen: () => page.evaluate(() => globalThis.user.seen()),
    hurry: () => page.evaluate(() => globalThis.user.hurry()),
  };
}
