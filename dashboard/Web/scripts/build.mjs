// What the build of dashboard/Server runs: packages, vite, the check of size, compressed twins; then swapped in as a whole.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { installPackages } from '../../../scripts/install-packages.mjs';
import { locked } from '../../../scripts/lock.mjs';

const web = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.dirname(path.dirname(web));
const obj = path.join(web, 'obj');
const out = path.join(obj, 'web');
const stamp = path.join(obj, 'web.stamp');

/** Compressed bytes of all that the first page must load before it draws. */
const budget = 200 * 1024;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const full = path.join(folder, each.name);
    return each.isDirectory() ? files(full) : [full];
  });
}

function compress(folder) {
  for (const file of files(folder)) {
    if (!/\.(js|css|html|svg|json|txt)$/.test(file)) continue;
    const content = readFileSync(file);
    if (content.length < 1024) continue;
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}

/** Scripts and styles that index.html names, and the scripts that those import statically. */
function initial(folder) {
  const found = new Set();
  const visit = (name) => {
    const file = path.join(folder, name);
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    for (const match of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g)) visit(path.posix.join(path.posix.dirname(name), match[1]));
  };
  for (const match of readFileSync(path.join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) visit(match[1]);
  return [...found];
}

function checkSize(folder) {
  const sizes = initial(folder).map((file) => [gzipSync(readFileSync(file), { level: 9 }).length, path.basename(file)]);
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  console.log(`Initial chunk: ${(total / 1024).toFixed(1)} KB compressed of ${budget / 1024} KB.`);
  if (total > budget) {
    const list = sizes.sort((a, b) => b[0] - a[0]).map(([size, name]) => `  ${(size / 1024).toFixed(1)} KB ${name}`);
    throw new Error(`The dashboard's first load is over its budget; move something into a lazy chunk:\n${list.join('\n')}`);
  }
}

function newest() {
  const inputs = [...files(path.join(web, 'src')), ...files(path.join(web, 'public')), ...files(path.join(web, 'scripts'))];
  for (const name of ['index.html', 'package.json', 'vite.config.ts', 'tsconfig.json']) inputs.push(path.join(web, name));
  inputs.push(path.join(root, 'package-lock.json'), path.join(obj, 'web.inputs'));
  return Math.max(...inputs.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function build() {
  // Another build may have done it while this one waited for the lock.
  if ((statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest()) return;
  const began = Date.now();
  const fresh = path.join(obj, 'web.new');
  rmSync(fresh, { recursive: true, force: true });
  const vite = spawnSync(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: web,
    env: { ...process.env, WEB_OUT: fresh, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (vite.status !== 0) throw new Error(`vite build failed in ${web}:\n${vite.stdout}${vite.stderr}`.trim());
  checkSize(fresh);
  compress(fresh);
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
  writeFileSync(stamp, new Date(began).toISOString());
  console.log(`Built the dashboard's pages in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

try {
  mkdirSync(obj, { recursive: true });
  installPackages();
  locked(path.join(obj, 'web.lock'), build);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
