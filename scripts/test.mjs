import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject, root } from './lib/project.mjs';

// Everything a change must pass, cheapest first: a later step is pointless when an earlier one fails.
process.chdir(root);
await ensureInstalled();

const REPORTS = inProject('test-results');
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const UNIT_REPORT = inProject('test-results', 'vitest.json');
const BROWSER_REPORT = inProject('test-results', 'playwright.json');

const steps = [
  ['lint', 'npm', ['run', '--silent', 'lint']],
  ['types', 'npm', ['run', '--silent', 'types']],
  [
    'units and database',
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
  ],
  ['browser', bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts']],
];

if (spawnSync('redis-server', ['--version']).status !== 0) {
  process.stdout.write('redis-server is not installed: the tests about Redis are skipped.\n');
}

let failed;
for (const [name, command, args] of steps) {
  process.stdout.write(`\n── ${name} ──\n`);
  if (name === 'browser') await ensureBuilt();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    failed = name;
    break;
  }
}

const total = [unitCounts(), browserCounts()].reduce((sum, part) => ({
  passed: sum.passed + part.passed,
  failed: sum.failed + part.failed,
  skipped: sum.skipped + part.skipped,
}));
if (failed) process.stdout.write(`\nStopped at: ${failed}\n`);
const notTests = failed && total.failed === 0 ? 1 : 0;
process.stdout.write(`\n${total.passed} passed, ${total.failed + notTests} failed, ${total.skipped} skipped\n`);
process.exit(failed ? 1 : 0);

function bin(name) {
  return inProject('node_modules', '.bin', name);
}

function unitCounts() {
  if (!existsSync(UNIT_REPORT)) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(UNIT_REPORT, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

function browserCounts() {
  if (!existsSync(BROWSER_REPORT)) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(BROWSER_REPORT, 'utf8')).stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}
