// Runs every test with node's own runner. ACCEPTANCE_BROWSER=false leaves those out that need a browser, and says so.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const withBrowser = process.env.ACCEPTANCE_BROWSER !== 'false';
const folders = ['page', 'client', 'wire', ...(withBrowser ? ['browser'] : [])];
const files = folders.flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.test.js')).map((name) => `${folder}/${name}`));

if (!withBrowser) console.log('\n##### BROWSER TESTS LEFT OUT: parley.browser=false #####\n');
const run = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], { stdio: 'inherit' });
if (!withBrowser) console.log('\n##### BROWSER TESTS WERE LEFT OUT #####\n');
process.exitCode = run.status ?? 1;
