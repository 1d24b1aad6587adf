// Bundles what tsc compiled into one file without dependencies: dist/parley.js. With --page it is also put where the
// server's page has it; see docs/decisions.
import { build } from 'esbuild';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Names that never leave the client: neither the wire nor its users know them.
const INTERNAL = ['insist', 'tell', 'kids', 'slot', 'steps', 'located', 'edits', 'seen', 'done', 'list', 'json', 'node', 'tree', 'hello',
  'down', 'members', 'joined', 'changed', 'acknowledged', 'abandon', 'cleared', 'rejoin', 'hear', 'welcomed', 'pace', 'seenBy', 'say',
  'outgoing', 'head', 'parley', 'options', 'base', 'show', 'pump'];

await build({
  entryPoints: [here('src/index.ts')], outfile: here('dist/parley.js'), bundle: true, minify: true, format: 'esm', target: 'es2022',
  mangleProps: new RegExp(`^(${INTERNAL.join('|')})$`),
  banner: { js: '// parley-client 0.1.0, Apache-2.0, built from clients/js' },
});

// terser names locals more alike than esbuild does: 4 % less to transfer.
const { code } = await minify(readFileSync(here('dist/parley.js'), 'utf8'), { module: true, ecma: 2022, compress: { passes: 2 }, format: { comments: /parley-client/ } });
writeFileSync(here('dist/parley.js'), `${code}\n`);

if (process.argv.includes('--page')) {
  copyFileSync(here('dist/parley.js'), here('../../adapters-http/src/main/resources/page/parley.js'));
}
