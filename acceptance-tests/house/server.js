// The packaged server as a child process: started, killed without warning, started again on the same port and data.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STARTS_WITHIN_MS = 60_000;
const TARGET = fileURLToPath(new URL('../../server/target/', import.meta.url));

/** A directory for the data that is gone after the test. */
export function dataDirectory(t) {
  const directory = mkdtempSync(join(tmpdir(), 'parley-acceptance-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Answers when the URL is printed: `{url, port, killed()}`; the test's end kills what still runs. `set`: `name=value`. */
export async function startServer(t, { data = dataDirectory(t), port = 0, set = [] } = {}) {
  const settings = set.flatMap((one) => ['--set', one]);
  const child = spawn(java(), ['-cp', classpath(), 'dev.parley.server.Main', 'dev', '--port', String(port), '--data', data, ...settings],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const killed = async () => { child.kill('SIGKILL'); await ended; };
  t.after(killed);
  const url = await printedUrl(child);
  return { url, port: Number(new URL(url).port), killed };
}

function printedUrl(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => reject(new Error(`${why}; it said:\n${said}`));
    const deadline = setTimeout(() => fail(`the server printed no URL within ${STARTS_WITHIN_MS} ms`), STARTS_WITHIN_MS);
    const hear = (text) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
      if (url) { clearTimeout(deadline); resolve(url); }
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
    child.once('exit', (code) => { clearTimeout(deadline); fail(`the server ended with ${code}`); });
  });
}

function classpath() {
  const jar = join(TARGET, 'parley.jar');
  if (!existsSync(jar)) throw new Error(`${jar} is missing: mvn -pl server -am package`);
  return [jar, join(TARGET, 'lib', '*')].join(delimiter);
}

/** A JDK 25: ACCEPTANCE_JAVA or JAVA_HOME, or where systems keep their JDKs. */
function java() {
  const folders = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', join(process.env.HOME ?? '/', '.sdkman/candidates/java')];
  const usual = folders.filter(existsSync)
    .flatMap((all) => readdirSync(all).flatMap((one) => [join(all, one), join(all, one, 'Contents/Home')]));
  const homes = [process.env.ACCEPTANCE_JAVA, process.env.JAVA_HOME, ...usual];
  const home = homes.find((candidate) => candidate && is25(candidate));
  if (!home) throw new Error('no JDK 25 found: set JAVA_HOME to one');
  return join(home, 'bin', 'java');
}

const is25 = (home) => existsSync(join(home, 'release')) && /JAVA_VERSION="25[".]/.test(readFileSync(join(home, 'release'), 'utf8'));
