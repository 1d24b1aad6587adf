// Python with the packages of python/requirements.txt, installed beside the build once.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REQUIREMENTS = fileURLToPath(new URL('../python/requirements.txt', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../target/python', import.meta.url));
const STAMP = `${PACKAGES}/.installed`;

/** Runs a script of `python/` and answers the JSON that it prints. */
export function python(script, ...args) {
  install();
  const run = spawnSync('python3', [fileURLToPath(new URL(`../python/${script}`, import.meta.url)), ...args],
    { encoding: 'utf8', env: { ...process.env, PYTHONPATH: PACKAGES, PYTHONDONTWRITEBYTECODE: '1' } });
  if (run.status !== 0) throw new Error(`python3 ended with ${run.status}: ${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout);
}

function install() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  const run = spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--upgrade',
    '--target', PACKAGES, '-r', REQUIREMENTS], { encoding: 'utf8' });
  if (run.status !== 0) {
    throw new Error('Python 3 with pip is needed. Type: sudo apt-get install --no-install-recommends python3 python3-pip\n'
      + `or leave it out with -Dparley.python=false\n${run.error ?? run.stderr}`);
  }
  writeFileSync(STAMP, wanted);
}
