import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../house/server.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const WITHIN_MS = 20_000;

for (const document of ['README.md', 'docs/client.md']) {
  test(`the client of ${document} runs as it is printed`, { timeout: 120_000 }, async (t) => {
    const code = /```js\n([\s\S]*?)```/.exec(readFileSync(here(`../../${document}`), 'utf8'))?.[1];
    assert.ok(code, `${document} has no js block`);
    assert.ok(code.includes('127.0.0.1:7788'), 'it connects to the usual port');
    const { port } = await startServer(t);
    const printed = await run(t, document, code.replaceAll('127.0.0.1:7788', `127.0.0.1:${port}`)
      .replace('"parley-client"', JSON.stringify(here('../../clients/js/dist/parley.js'))), ['Hello', 'Plan B']);
    assert.doesNotMatch(printed, /error/i);
  });
}

/** Runs a script until it has printed all that is wanted. */
function run(t, name, code, wanted) {
  mkdirSync(here('../target'), { recursive: true });
  const file = here(`../target/${name.replaceAll(/\W/g, '-')}.mjs`);
  writeFileSync(file, code);
  const child = spawn(process.execPath, ['--import', new URL('../house/web-socket.js', import.meta.url).href, file]);
  t.after(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`${wanted.join(', ')} was not printed, but:\n${said}`));
    const deadline = setTimeout(fail, WITHIN_MS);
    const hear = (text) => {
      said += text;
      if (!wanted.every((word) => said.includes(word))) return;
      clearTimeout(deadline);
      resolve(said);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('exit', () => { clearTimeout(deadline); fail(); });
  });
}
