import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { startServer } from '../house/server.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const WITHIN_MS = 20_000;

test('the client of the README runs as it is printed', { timeout: 120_000 }, async (t) => {
  const code = /```js\n([\s\S]*?)```/.exec(README)?.[1];
  assert.ok(code, 'README.md has no js block');
  assert.ok(code.includes('127.0.0.1:7788'), 'it connects to the usual port');
  const { port } = await startServer(t);

  const heard = await new Promise((resolve, reject) => {
    const frames = [];
    const deadline = setTimeout(() => reject(new Error(`no event came; heard ${frames.join('\n')}`)), WITHIN_MS);
    const log = (text) => {
      frames.push(String(text));
      if (!/"method":"event"/.test(text)) return;
      clearTimeout(deadline);
      resolve(frames);
    };
    class Socket extends WebSocket {
      constructor(url, protocol) { super(url, protocol); t.after(() => this.terminate()); }
    }
    new Function('WebSocket', 'console', code.replaceAll('127.0.0.1:7788', `127.0.0.1:${port}`))(Socket, { log });
  });

  assert.ok(heard.at(-1).includes('Hello'), heard.at(-1));
  assert.deepEqual(heard.filter((frame) => frame.includes('"error"')), []);
});
