// tsc and vitest of one workspace folder, with a last line that counts as the .NET test runner's does. See ./test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, process.argv[2]);
const scratch = mkdtempSync(path.join(tmpdir(), 'web-tests-'));

function run(program, args) {
  return spawnSync(process.execPath, [path.join(root, 'node_modules', program), ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

try {
  installPackages();
  const types = run('typescript/bin/tsc', ['--noEmit', '-p', folder]) === 0;
  const report = path.join(scratch, 'report.json');
  const code = run('vitest/vitest.mjs', ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile=${report}`]);
  const { numTotalTests, numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not load has failed though none of its tests did; the types count as one test.
  const failed = (types ? 0 : 1) + Math.max(numFailedTests, numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  const skipped = numTotalTests - numPassedTests - numFailedTests;
  console.log(`Total: ${numPassedTests + skipped + (types ? 1 : 0) + failed}, Errors: 0, Failed: ${failed}, Skipped: ${skipped}, Not Run: 0`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
