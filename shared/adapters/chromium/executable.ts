import { access } from 'node:fs/promises';
import { unpackChromium, unpackedIn } from './unpack.ts';

/** Which browser prints, and with which environment. */
export type Executable = { kind: 'packaged' | 'installed'; path: string; env: NodeJS.ProcessEnv };

/** @sparticuz/chromium ships x64 Linux only; elsewhere a Chrome that is usually there. */
const usual: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/opt/google/chrome/chrome'],
};

const firstPresent = async (paths: readonly string[]): Promise<string | null> => {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  return found.find((path) => path !== null) ?? null;
};

/** Nothing of ours goes to the browser's process: no credentials, no bucket names. */
const bareEnv = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: source.PATH,
  HOME: source.HOME,
  TMPDIR: source.TMPDIR,
  SystemRoot: source.SystemRoot,
  TZ: 'UTC',
});

const needsChrome = 'The PDF needs a Chrome on this machine: install Google Chrome, or set CHROME_PATH to a Chromium.';

/**
 * `CHROME_PATH` first; then, on x64 Linux, the packaged browser: where CHROMIUM_FOLDER says that it lies unpacked, or
 * unpacked from its package; then an installed one.
 */
export const findExecutable = async (
  source: NodeJS.ProcessEnv = process.env,
  machine: { platform: NodeJS.Platform; arch: string } = process,
): Promise<Executable> => {
  const env = bareEnv(source);
  if (!source.CHROME_PATH && machine.platform === 'linux' && machine.arch === 'x64') {
    const unpacked = source.CHROMIUM_FOLDER ? unpackedIn(source.CHROMIUM_FOLDER) : await unpackChromium();
    const { executable, libraries, fontConfig } = unpacked;
    const paths = { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontConfig };
    return { kind: 'packaged', path: executable, env: { ...env, ...paths } };
  }
  const candidates = source.CHROME_PATH ? [source.CHROME_PATH] : (usual[machine.platform] ?? []);
  const path = await firstPresent(candidates);
  if (path === null) throw new Error(source.CHROME_PATH ? 'CHROME_PATH names no file.' : needsChrome);
  return { kind: 'installed', path, env };
};
