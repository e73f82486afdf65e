import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run bench:peers`: installs the programs that are no npm packages, for `npm run bench:pdf`. Python 3 must be there.
 * WeasyPrint and Typst go into a virtual environment under `.local`; wkhtmltopdf, and the libraries that WeasyPrint
 * loads, come from Debian. Where one of them cannot be installed, the bench says that it is not installed.
 */
const environment = join(import.meta.dirname, '../.local/peers');
const debian = ['wkhtmltopdf', 'libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'];

const commands: [what: string, command: string, ...args: string[]][] = [
  ['the virtual environment', 'python3', '-m', 'venv', environment],
  ['WeasyPrint and Typst', join(environment, 'bin/pip'), 'install', '--quiet', 'weasyprint==70.0', 'typst==0.15.2'],
  ['wkhtmltopdf and Pango', 'apt-get', 'install', '--yes', '--no-install-recommends', ...debian],
];
for (const [what, command, ...args] of commands) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  console.log(status === 0 ? `installed: ${what}` : `NOT installed: ${what} (${command})`);
  if (status !== 0) process.exitCode = 1;
}
