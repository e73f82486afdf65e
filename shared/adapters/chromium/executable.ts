import { access } from 'node:fs/promises';
import { unpackChromium, unpackedIn } from './unpack.ts';

/** The browser that prints, and its environment variables. */
export type Executable = { kind: 'packaged' | 'installed'; path: string; env: NodeJS.ProcessEnv };

/** Usual locations of Chrome, for platforms other than x64 Linux, the only one that @sparticuz/chromium supports. */
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

/** The browser process gets only these variables, so no credentials and no bucket names. */
const bareEnv = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: source.PATH,
  HOME: source.HOME,
  TMPDIR: source.TMPDIR,
  SystemRoot: source.SystemRoot,
  TZ: 'UTC',
});

const needsChrome = 'The PDF needs a Chrome on this machine: install Google Chrome, or set CHROME_PATH to a Chromium.';

/**
 * In this order: the browser at CHROME_PATH; on x64 Linux, the packaged browser, already unpacked in CHROMIUM_FOLDER or
 * unpacked now from its package; on other platforms, an installed browser.
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
