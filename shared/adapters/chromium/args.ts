/**
 * The browser's command line. We do not use the package's list, because it turns off web security and starts a software
 * GPU that costs an ordinary invoice 200 ms. Whatever an invoice's text triggers, the browser resolves no host name,
 * opens no connection and loads no local file.
 */

/** No host name resolves, and connections to addresses go to a proxy port on which nothing listens. */
const networkFlags = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Printing needs no GPU; the files of SwiftShader, the software GPU, are not even unpacked. */
const drawingFlags = [
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-threaded-compositing',
  '--disable-webgl',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

const quietFlags = [
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--disable-features=AcceptCHFrame,AudioServiceOutOfProcess,MediaRouter,OptimizationHints,Translate',
  '--disable-print-preview',
  '--metrics-recording-only',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
];

/**
 * For the packaged headless shell. Lambda lacks the user namespaces that a sandbox needs, so the function's role is the
 * boundary (GetObject and PutObject on one prefix). A single process saves about 220 ms a page.
 */
const packagedFlags = ['--headless=shell', '--no-sandbox', '--no-zygote', '--single-process'];

/** An installed Chrome keeps its sandbox, except when run as root, since it then refuses to start with one. */
const installedFlags = (isRoot: boolean): string[] => ['--headless=new', ...(isRoot ? ['--no-sandbox'] : [])];

export const chromiumArgs = (kind: 'packaged' | 'installed', profile: string, isRoot = false): string[] => [
  ...networkFlags,
  ...drawingFlags,
  ...quietFlags,
  ...(kind === 'packaged' ? packagedFlags : installedFlags(isRoot)),
  // With a pipe, no other process can control the browser, and the browser exits when our end of the pipe closes.
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
];
