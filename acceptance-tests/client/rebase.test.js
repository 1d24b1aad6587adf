// The client foresees what the server will make of a patch. Here the server is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '../../clients/js/dist/json.js';
import { rebase } from '../../clients/js/dist/rebase.js';
import { apply, plant, step } from '../../clients/js/dist/tree.js';
import { naive } from '../../clients/js/test/naive-patch.js';
import { pick, randomJson, randomOperation, randomPatch, seeded, seeds, whole } from '../../clients/js/test/random.js';
import { connected, live } from '../house/client.js';
import { startServer } from '../house/server.js';

const PAIRS = 1_500;
const SESSIONS_AT_ONCE = 20;

const one = (document, operation) => naive(document, [operation]);

/** A patch that may move and copy too: what others do, though not what is carried over it. */
function restless(random, document) {
  const patch = randomPatch(random, document, one, 4);
  const before = naive(document, patch);
  const [from, path] = [randomOperation(random, before, ['remove']), randomOperation(random, before, ['add'])];
  if (!from || !path || random() < 0.5) return patch;
  const move = { op: pick(random, ['move', 'copy']), from: from.path, path: path.path };
  try {
    one(before, move);
    return [...patch, move];
  } catch {
    return patch; // it does not fit
  }
}

function pairOf(seed) {
  const random = seeded(seed);
  const document = random() < 0.5 ? randomJson(random, 3) : Array.from({ length: 2 + whole(random, 5) }, (_, index) => `e${index}`);
  const patch = randomPatch(random, document, one, 4);
  const first = restless(random, document);
  const second = random() < 0.3 ? restless(random, naive(document, first)) : [];
  const [author, other] = random() < 0.5 ? ['ana', 'ben'] : ['ben', 'ana'];
  return { document, others: [first, second].filter((changes) => changes.length > 0), patch, author, other };
}

/** What the server answers to a patch on version 1, after the other one's. */
async function asked(clients, session, { document, others, patch, author, other }) {
  const [mine, theirs] = [clients[author], clients[other]];
  const { epoch, version } = await theirs.call('session.create', { session, document });
  const own = { version, made: [] };
  for (const [index, changes] of others.entries()) {
    const answer = await theirs.call('session.patch', { session, epoch, baseVersion: own.version, clientSeq: index + 1, patch: changes });
    if (answer.committed) own.made.push({ version: answer.version, patch: answer.patch ?? changes });
    own.version = answer.version;
  }
  const sent = { session, epoch, baseVersion: version, clientSeq: 1, patch };
  const answer = await mine.call('session.patch', sent).catch(({ code }) => ({ refused: code }));
  return { made: own.made, answer };
}

/** The same, foreseen. */
function foreseen(made, { document, patch, author, other }) {
  const base = plant(document);
  const head = made.reduce((tree, change) => change.patch.map((operation) => step(operation, change.version, `${other}\0d-${other}`)).reduce(apply, tree), base);
  const all = patch.map((operation) => step(operation));
  if (made.length === 0) return { located: all, lost: [] };
  return rebase(base, all, head, 1, `${author}\0d-${author}`, new Map());
}

test('what the client foresees of a patch is what the server makes of it', { timeout: 180_000 }, async (t) => {
  // Two clients ask thousands of times, as fast as they can.
  const { port } = await startServer(t, { set: ['rates.connection.perSecond=0', 'rates.user.perSecond=0'] });
  const clients = Object.fromEntries(['ana', 'ben'].map((name) => [name, connected(t, port, name, { device: `d-${name}` })]));
  await Promise.all(Object.values(clients).map(live));
  const counts = { refused: 0, dropped: 0, changed: 0 };

  async function compare(seed) {
    const pair = pairOf(seed);
    if (pair.patch.length === 0) return;
    const { made, answer } = await asked(clients, `pair-${seed}`, pair);
    const { located, lost, refused } = foreseen(made, pair);
    const why = `ACCEPTANCE_SEED=${seed} replays it: ${JSON.stringify({ ...pair, answer, located: located.map(({ operation }) => operation), lost })}`;
    assert.equal(refused, answer.refused, why);
    if (refused) { counts.refused++; return; }
    const becomes = located.map(({ operation }) => operation);
    if (answer.committed) assert.ok(equal(becomes, answer.patch ?? pair.patch), why);
    else assert.ok(becomes.every(({ op }) => op === 'test'), why);
    assert.deepEqual(lost.map(({ reason }) => reason), (answer.dropped ?? []).map(({ reason }) => reason), why);
    counts.dropped += lost.length > 0;
    counts.changed += !equal(becomes, pair.patch);
  }

  const waiting = seeds(PAIRS);
  await Promise.all(Array.from({ length: SESSIONS_AT_ONCE }, async () => {
    for (let seed = waiting.shift(); seed; seed = waiting.shift()) await compare(seed);
  }));
  t.diagnostic(JSON.stringify(counts));
  assert.ok(process.env.ACCEPTANCE_SEED || Object.values(counts).every((count) => count > PAIRS / 100), JSON.stringify(counts));
});
