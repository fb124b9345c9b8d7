import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.cache');
const WINDOWS = process.platform === 'win32';

/** Python packages in a virtual environment of their own under .cache/. */
export class VirtualEnvironment {
  /**
   * @param {string} name of the folder
   * @param {string} what it is, for people
   * @param {readonly string[]} packages with their exact versions
   */
  constructor(name, what, packages) {
    this.what = what;
    this.packages = packages;
    this.folder = join(CACHE, name);
    this.python = join(this.folder, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
    /** Written last, so that an installation cut in the middle is done again. */
    this.stamp = join(this.folder, 'installed.json');
  }

  /** Whether `install` has been done for these versions. */
  get isInstalled() {
    return (
      existsSync(this.stamp) && readFileSync(this.stamp, 'utf8') === JSON.stringify(this.packages)
    );
  }

  /** Fetches what is missing; ends the process when that fails. */
  install() {
    if (this.isInstalled) {
      console.log(`${this.what} is installed`);
      return;
    }
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    console.log(`Installing ${this.what} …`);
    const python = process.env['PYTHON'] ?? (WINDOWS ? 'python' : 'python3');
    run(python, ['-m', 'venv', this.folder], 'Python 3.10 or newer with venv is needed');
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    run(this.python, [...pip, ...this.packages]);
    writeFileSync(this.stamp, JSON.stringify(this.packages));
    console.log(`${this.what} is installed`);
  }
}

/**
 * Says why, and ends the process.
 * @param {string} sentence @returns {never}
 */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @param {string} command @param {readonly string[]} args @param {string} hint */
function run(command, args, hint = '') {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) fail(`${command} failed${error ? `: ${error.message}` : ''}. ${hint}`.trim());
}
