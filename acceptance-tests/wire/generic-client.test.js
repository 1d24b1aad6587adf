// JSON-RPC clients that have never heard of us, each with its own way of framing, numbering and listening.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from 'json-rpc-2.0';
import { Client } from 'rpc-websockets';
import rpc from 'vscode-jsonrpc/node';
import { WebSocket } from 'ws';
import { startServer } from '../house/server.js';

/** `call(method, params)`, and `heard(method)` for the next notification of that name. */
const clients = {
  async 'rpc-websockets'(t, url) {
    const client = new Client(url, { reconnect: false });
    t.after(() => client.close());
    await once(client, 'open');
    return { call: (method, params) => client.call(method, params), heard: async (method) => (await once(client, method))[0] };
  },

  async 'json-rpc-2.0'(t, url) {
    const socket = await opened(t, url);
    const both = new JSONRPCServerAndClient(new JSONRPCServer(), new JSONRPCClient((request) => socket.send(JSON.stringify(request))));
    socket.on('message', (data) => both.receiveAndSend(JSON.parse(data)));
    return {
      call: (method, params) => both.request(method, params),
      heard: (method) => new Promise((resolve) => both.addMethod(method, resolve)),
    };
  },

  async 'vscode-jsonrpc'(t, url) {
    const socket = await opened(t, url);
    const connection = rpc.createMessageConnection(new SocketReader(socket), new SocketWriter(socket));
    t.after(() => connection.dispose());
    connection.listen();
    return {
      call: (method, params) => connection.sendRequest(method, params),
      heard: (method) => new Promise((resolve) => connection.onNotification(method, resolve)),
    };
  },
};

async function opened(t, url) {
  const socket = new WebSocket(url);
  t.after(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

// vscode-jsonrpc knows pipes and ports; a message per frame is what it is told here.
class SocketReader extends rpc.AbstractMessageReader {
  constructor(socket) { super(); this.socket = socket; }
  listen(callback) {
    this.socket.on('message', (data) => callback(JSON.parse(data)));
    return { dispose: () => {} };
  }
}

class SocketWriter extends rpc.AbstractMessageWriter {
  constructor(socket) { super(); this.socket = socket; }
  async write(message) { this.socket.send(JSON.stringify(message)); }
  end() {}
}

for (const [name, open] of Object.entries(clients)) {
  test(`${name} drives connect, join, patch and publish`, { timeout: 120_000 }, async (t) => {
    const { port } = await startServer(t);
    const { call, heard } = await open(t, `ws://127.0.0.1:${port}/v1/ws`);

    const welcome = await call('connect', { token: 'dev:ana' });
    assert.equal(welcome.user, 'ana');

    const created = await call('session.create', { session: 'generic', document: { title: 'One' } });
    assert.deepEqual([created.session, created.version], ['generic', 1]);
    const joined = await call('session.join', { session: 'generic' });
    assert.deepEqual(joined.document, { title: 'One' });

    const patch = [{ op: 'replace', path: '/title', value: 'Two' }];
    const { epoch, version: baseVersion } = joined;
    const answer = await call('session.patch', { session: 'generic', epoch, baseVersion, clientSeq: 1, patch });
    assert.deepEqual([answer.version, answer.outcome, answer.committed], [2, 'applied', true]);

    const event = heard('event');
    const subscribed = await call('events.subscribe', { pattern: 'generic.**', from: 'latest' });
    const published = await call('events.publish', { topic: 'generic.hello', data: { text: 'Hello' } });
    const delivered = await event;
    assert.equal(delivered.subscription, subscribed.subscription);
    assert.equal(delivered.offset, published.offset);
    assert.deepEqual(delivered.event.data, { text: 'Hello' });

    await assert.rejects(async () => call('session.join', { session: 'nowhere' }), (error) => error.code === -32000 && error.data.code === 'NOT_FOUND');
  });
}
