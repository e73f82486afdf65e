/**
 * The browser's command line. Our own list, not the package's: that one turns off web security and starts a software GPU
 * which costs an ordinary invoice 200 ms. Whatever an invoice's text makes it try, nothing is looked up,
 * nothing connects, and no page is a file.
 */

/** Every host name fails to resolve, and what needs none meets a proxy at a port where nobody listens. */
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

/** Printing needs no GPU; SwiftShader's files are not even unpacked. */
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
 * The packaged headless shell: Lambda has no user namespaces for a sandbox and the function's role is the wall
 * (GetObject and PutObject on one prefix); one process saves about 220 ms a page.
 */
const packagedFlags = ['--headless=shell', '--no-sandbox', '--no-zygote', '--single-process'];

/** A Chrome that somebody installed keeps its sandbox, except for root, for whom it will not start with one. */
const installedFlags = (isRoot: boolean): string[] => ['--headless=new', ...(isRoot ? ['--no-sandbox'] : [])];

export const chromiumArgs = (kind: 'packaged' | 'installed', profile: string, isRoot = false): string[] => [
  ...networkFlags,
  ...drawingFlags,
  ...quietFlags,
  ...(kind === 'packaged' ? packagedFlags : installedFlags(isRoot)),
  // Over a pipe: nobody else on the machine can drive the browser, and it ends when our end of the pipe does.
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
];
