// npm ci for the workspace, only when package-lock.json is another than the one installed last. Safe when several builds start at once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { locked } from './lock.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');

export function installPackages() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Node.js is ${process.versions.node}, and the web pages need 20 or later. Install it, then build again.`);
  locked(path.join(root, '.npm-ci.lock'), () => {
    const manifests = ['package-lock.json', 'package.json', 'dashboard/Web/package.json', 'services/Storefront/package.json'];
    const hash = createHash('sha256');
    for (const file of manifests) hash.update(readFileSync(path.join(root, file)));
    const wanted = hash.digest('hex');
    const stamp = path.join(modules, '.platform-stamp');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
    console.log('Installing npm packages…');
    const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
    if (npm.error || npm.status !== 0) {
      const said = npm.error ? npm.error.message : `${npm.stdout}${npm.stderr}`.trim();
      throw new Error(`npm ci failed in ${root}. Try it by hand, or leave the web pages out with -p:SkipWeb=true. It said:\n${said}`);
    }
    mkdirSync(modules, { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    installPackages();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
