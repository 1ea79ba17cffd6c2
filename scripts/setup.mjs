// Makes a checkout ready to run: the packages of package-lock.json; with --desktop Electron's binary where it can be
// had, with --browser a Chromium, with --caldav the calendar servers that the tests talk to (Radicale and Xandikos,
// where they can be installed).
// Runs on Node 20, before anything is installed: no packages, no TypeScript. It speaks on stderr only, because
// stdout belongs to the command that follows (`golden-hour plan --json`).

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINUTES = 60_000;
const DAY = 24 * 60 * MINUTES;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === 'win32';
const cacheFolder = join(root, 'node_modules', '.cache', 'golden-hour');
const lockStamp = join(cacheFolder, 'package-lock.sha256');
const chromiumRecord = join(cacheFolder, 'chromium.json');
/** The version that could not be fetched, and when that was. */
const electronRecord = join(cacheFolder, 'electron-attempt.txt');
const projectNode = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

/** @param {string} line */
function say(line) {
  process.stderr.write(`golden-hour set-up: ${line}\n`);
}

/**
 * Ends the set-up with a sentence on what is missing and one on what to do about it.
 * @param {string} problem
 * @param {string} remedy
 * @returns {never}
 */
function giveUp(problem, remedy) {
  say(problem);
  say(remedy);
  process.exit(1);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs: number, env?: NodeJS.ProcessEnv }} options
 * @returns {boolean} whether the command ended with exit code 0
 */
function run(command, args, { timeoutMs, env = process.env }) {
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    shell: isWindows && !command.endsWith('.exe'),
  });
  return result.status === 0;
}

/**
 * @param {readonly string[]} args
 * @returns {boolean}
 */
function runNpm(args) {
  // npm names its own script in npm_execpath; calling that avoids a second, different npm on the PATH.
  const npmScript = process.env['npm_execpath'];
  const quiet = ['--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  return npmScript?.endsWith('.js') === true
    ? run(process.execPath, [npmScript, ...args, ...quiet], { timeoutMs: 20 * MINUTES })
    : run('npm', [...args, ...quiet], { timeoutMs: 20 * MINUTES });
}

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */

/**
 * Whether node_modules holds every version that package-lock.json names, by npm's own record of what it installed.
 * @param {string} lockText
 * @returns {boolean}
 */
function matchesInstalled(lockText) {
  const installedRecord = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedRecord)) return false;
  const wanted = /** @type {Lock} */ (JSON.parse(lockText)).packages;
  const installed = /** @type {Lock} */ (JSON.parse(readFileSync(installedRecord, 'utf8'))).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || installed[path]?.version === version,
  );
}

function ensureDependencies() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const lockHash = createHash('sha256').update(lockText).digest('hex');
  const isStamped = existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === lockHash;
  if (isStamped && existsSync(projectNode)) return;

  if (!matchesInstalled(lockText)) {
    const isFirst = !existsSync(join(root, 'node_modules'));
    say(isFirst ? 'installing packages (about a minute, once) …' : 'packages changed, installing …');
    // `npm ci` deletes node_modules first: right for a fresh clone, needlessly slow for a changed line.
    if (!runNpm([isFirst ? 'ci' : 'install'])) {
      giveUp(
        'npm could not install the packages; its own message is above.',
        'Check that the npm registry can be reached (`npm ping`), then run the same command again.',
      );
    }
  }
  // The package `node` fetches its binary in an install script, which ignore-scripts or a broken download leaves out.
  if (!existsSync(projectNode)) runNpm(['rebuild', 'node', '--ignore-scripts=false']);
  if (!existsSync(projectNode)) {
    giveUp(
      'the package `node` did not bring its Node 24 binary.',
      'Allow install scripts for it (`npm config get ignore-scripts` should say false), then run `npm rebuild node`.',
    );
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(lockStamp, lockHash);
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not allowed: for the caller both mean "look further".
    return false;
  }
}

/** @returns {string | undefined} */
function findInstalledChromium() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge']
      .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      .find(isExecutable);
  }
  if (isWindows) {
    return [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
      .find(isExecutable);
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env['PATH'] ?? '')
    .split(':')
    .concat('/usr/bin', '/usr/local/bin', '/opt/google/chrome');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** @returns {Promise<string | undefined>} */
async function findPlaywrightChromium() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return isExecutable(path) ? path : undefined;
}

/**
 * Whether packages can be installed here without asking: as root, on Debian or on what is made from it.
 * @param {RegExp} system a line of /etc/os-release
 * @returns {boolean}
 */
function canInstallPackages(system) {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return system.test(release) && process.getuid?.() === 0;
}

/** @param {readonly string[]} packages */
function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], { timeoutMs: 5 * MINUTES, env });
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], {
    timeoutMs: 10 * MINUTES,
    env,
  });
}

/** @returns {string | undefined} */
function installDebianChromium() {
  // Not Ubuntu: its chromium package only fetches a snap.
  if (!canInstallPackages(/^ID=debian$/m)) return undefined;
  say("installing Debian's chromium package …");
  installPackages(['chromium', 'fonts-liberation']);
  return findInstalledChromium();
}

/** @returns {Promise<string | undefined>} */
async function downloadPlaywrightChromium() {
  say("downloading Playwright's Chromium …");
  const playwrightCli = join(root, 'node_modules', 'playwright', 'cli.js');
  run(process.execPath, [playwrightCli, 'install', 'chromium'], { timeoutMs: 5 * MINUTES });
  return findPlaywrightChromium();
}

/** @returns {string | undefined} */
function recallChromium() {
  if (!existsSync(chromiumRecord)) return undefined;
  const { executablePath } = /** @type {{ executablePath: string }} */ (
    JSON.parse(readFileSync(chromiumRecord, 'utf8'))
  );
  return isExecutable(executablePath) ? executablePath : undefined;
}

/** Leaves the path of a Chromium in chromiumRecord, where playwright.config.ts reads it. */
async function ensureChromium() {
  const chosen = process.env['GOLDEN_HOUR_CHROMIUM'] ?? '';
  if (chosen !== '' && !isExecutable(chosen)) {
    giveUp(
      `GOLDEN_HOUR_CHROMIUM names ${chosen}, which is not an executable file.`,
      'Correct the path, or unset the variable to have a Chromium looked for.',
    );
  }
  const recalled = recallChromium();
  if (recalled !== undefined && (chosen === '' || chosen === recalled)) return;

  // Debian's package before Playwright's download: where apt works it is quick, and the download may be blocked.
  const executablePath =
    chosen ||
    (findInstalledChromium() ??
      (await findPlaywrightChromium()) ??
      installDebianChromium() ??
      (await downloadPlaywrightChromium()));
  if (executablePath === undefined) {
    giveUp(
      'the end-to-end tests need a Chromium, and none was found or could be installed.',
      'Install Chrome or Chromium, or set GOLDEN_HOUR_CHROMIUM to the path of one.',
    );
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(chromiumRecord, `${JSON.stringify({ executablePath })}\n`);
  say(`the end-to-end tests use ${executablePath}`);
}

/** @returns {string[]} the calendar servers that are not installed */
function findMissingServers() {
  const folders = (process.env['PATH'] ?? '').split(':').concat('/usr/bin', '/usr/local/bin');
  return ['radicale', 'xandikos'].filter(
    (name) => !folders.some((folder) => folder !== '' && isExecutable(join(folder, name))),
  );
}

/** The tests skip, and say so, what needs a server that is not there: a machine without apt can run the rest. */
function ensureCaldavServers() {
  let missing = findMissingServers();
  if (missing.length === 0) return;
  if (canInstallPackages(/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m)) {
    say(`installing ${missing.join(' and ')} (the tests read calendars from them) …`);
    installPackages(missing);
    missing = findMissingServers();
  }
  if (missing.length > 0) {
    const names = missing.join(' ');
    say(
      `without ${names} the tests against them are skipped; \`sudo apt-get install ${names}\` brings them.`,
    );
  }
}

/**
 * Electron's binary comes from its release host, and not with its package. Where that cannot be reached the app runs in
 * the browser, so a failure is no error; it is tried again after a day.
 */
function ensureElectron() {
  const electronFolder = join(root, 'node_modules', 'electron');
  if (existsSync(join(electronFolder, 'path.txt')) || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return;
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'))
  );
  const attempt = existsSync(electronRecord) ? readFileSync(electronRecord, 'utf8').trim().split(' ') : [];
  const isTried = attempt[0] === version && Date.now() - Number(attempt[1]) < DAY;
  if (isTried || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return;
  say(`fetching Electron ${version} for the desktop window (about 120 MB, once) …`);
  const isFetched = spawnSync(projectNode, [join(electronFolder, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: 10 * MINUTES,
    killSignal: 'SIGKILL',
  });
  if (isFetched.status === 0) return;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(electronRecord, `${version} ${Date.now()}\n`);
}

const nodeMajor = Number(process.versions.node.split('.')[0]);
if (nodeMajor < 20) {
  giveUp(
    `Node ${process.versions.node} is too old; set-up needs Node 20 or newer.`,
    'Install one from nodejs.org.',
  );
}
ensureDependencies();
if (process.argv.includes('--desktop')) ensureElectron();
if (process.argv.includes('--browser')) await ensureChromium();
if (process.argv.includes('--caldav')) ensureCaldavServers();
