import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chromiumArgs } from '../../../shared/adapters/chromium/args.ts';
import { startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { findExecutable } from '../../../shared/adapters/chromium/executable.ts';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { unpackChromium } from '../../../shared/adapters/chromium/unpack.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { computeInvoice } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { formatMoney } from '../../../shared/domain/number-format.ts';
import { htmlOf } from '../../fixtures/html-document.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';
import { plain, readPdf, squeezed } from '../../readers/read-pdf.ts';

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

const page = (body: string, head = '') =>
  `<!DOCTYPE html><html lang="en"><head><title>T</title>${head}</head><body><p>MARKER 4711</p>${body}</body></html>`;
const textOf = async (html: string): Promise<string> => {
  const running = await startBrowser();
  const locked = await running.newPage();
  await locked.setContent(html);
  await locked.evaluate('true', z.boolean());
  const { pages } = await readPdf(await locked.print());
  await running.kill();
  return pages.map(({ text }) => text).join('\n');
};

describe('the browser', () => {
  const insecure = ['--disable-web-security', '--allow-running-insecure-content', '--disable-site-isolation-trials'];

  test('runs with web security, both network flags, and no page from a file (R05)', async () => {
    const running = await startBrowser();
    const commandLine = readFileSync(`/proc/${running.process.pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    await running.kill();
    for (const args of [commandLine.slice(1), chromiumArgs('packaged', '/p'), chromiumArgs('installed', '/p', true)]) {
      for (const flag of insecure) expect(args).not.toContain(flag);
      expect(args).toContain('--host-resolver-rules=MAP * ~NOTFOUND');
      expect(args).toContain('--proxy-server=socks5://127.0.0.1:1');
      expect(args.filter((arg) => /^file:|\bfile:\/\//i.test(arg) || !arg.startsWith('--'))).toEqual([]);
      expect(
        args.filter((arg) => /swiftshader|use-gl|use-angle|in-process-gpu|ignore-gpu-blocklist/.test(arg)),
      ).toEqual([]);
    }
  });

  test('keeps its sandbox if it is installed, except for root', () => {
    expect(chromiumArgs('installed', '/p')).not.toContain('--no-sandbox');
    expect(chromiumArgs('installed', '/p', true)).toContain('--no-sandbox');
  });

  test("gets no variable of the function's environment", async () => {
    const { env } = await findExecutable({ ...process.env, AWS_SECRET_ACCESS_KEY: 'canary', FILES_BUCKET: 'canary' });
    expect(Object.values(env)).not.toContain('canary');
  });

  test('is used in place if it comes with the layer, with its own libraries and fonts', async () => {
    const linux = { platform: 'linux', arch: 'x64' } as const;
    const found = await findExecutable({ CHROMIUM_FOLDER: '/opt/chromium' }, linux);
    expect(found).toMatchObject({ kind: 'packaged', path: '/opt/chromium/chromium' });
    expect(found.env).toMatchObject({
      LD_LIBRARY_PATH: '/opt/chromium/lib',
      FONTCONFIG_FILE: '/opt/chromium/fonts.conf',
    });
  });

  test('is missing with an error that says which variable to set', async () => {
    await expect(findExecutable({}, { platform: 'aix', arch: 'ppc64' })).rejects.toThrow('CHROME_PATH');
    await expect(findExecutable({ CHROME_PATH: '/nowhere/chrome' })).rejects.toThrow('CHROME_PATH names no file');
  });
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the payloads.
const payloads = ['<script>x=1</script>', '"><img src=x onerror=x>', '{{7*7}}', '${7*7}'];

test.each(payloads)('%s is printed as typed in every text of the invoice (R01)', async (payload) => {
  const [line] = invoiceLines(1);
  if (!line) throw new Error('the invoice has no line');
  const base = printedOf([
    {
      ...line,
      item: payload,
      budgetCode: payload,
      description: payload,
      changeOrderId: 'co-1',
      quantity: '1',
      unit: payload.slice(0, 20),
    },
  ]);
  const printed = {
    ...base,
    project: { name: payload, number: payload, address: payload, currency: 'CAD' },
    company: { name: payload, address: payload, taxNumbers: [{ code: payload.slice(0, 20), registration: payload }] },
    contract: {
      ...base.contract,
      number: payload,
      title: payload,
      client: { name: payload, address: payload },
      changeOrders: base.contract.changeOrders.map((order) => ({ ...order, number: payload, title: payload })),
    },
    invoice: { ...base.invoice, number: payload, taxes: [{ code: 'X', rate: '0.05', registration: payload }] },
  };
  for (const language of ['en', 'fr'] as const) {
    const { pdf } = await renderer.render(detailDocument(printed, language));
    const read = await readPdf(pdf);
    const count = (text: string) => squeezed(text).split(squeezed(payload)).length - 1;
    // The first page has the company (twice), its address and tax number; client, project and contract, each with
    // theirs; the invoice; the tax; and the foot.
    expect(count(read.pages[0]?.text ?? '')).toBeGreaterThanOrEqual(15);
    // The second page has item, code, description, the change order's number and title, the running head and the foot.
    expect(count(read.pages[1]?.text ?? '')).toBeGreaterThanOrEqual(8);
    expect(read.title).toContain(payload);
    expect(squeezed(read.pages.map((p) => p.text).join(''))).not.toMatch(/\b49\b/);
  }
});

describe('a template whose escaping was bypassed', () => {
  let folder = '';
  let canary = '';
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end('CANARY-HTTP');
  });
  let origin = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'courriel-canary-'));
    canary = join(folder, 'canary.txt');
    writeFileSync(canary, 'CANARY-FILE');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('brings no file of the machine into the PDF (R02)', async () => {
    const urls = [`file://${canary}`, 'file:///proc/self/environ', `view-source:file://${canary}`];
    const vectors = urls.flatMap((url) => [
      `<iframe src="${url}" width="800" height="300"></iframe>`,
      `<object data="${url}" type="text/plain" width="800" height="300">o</object>`,
      `<embed src="${url}" type="text/plain" width="800" height="300">`,
      `<img src="${url}" alt="i">`,
      `<iframe srcdoc='<iframe src="${url}"></iframe>'></iframe>`,
    ]);
    const text = await textOf(page(vectors.join('\n')));
    expect(text).toContain('MARKER 4711');
    expect(text).not.toContain('CANARY');
    expect(text).not.toMatch(/PATH=|HOME=/);
  });

  test('fetches nothing, from this machine or another (R03)', async () => {
    const hosts = [
      origin,
      '127.0.0.1:9001',
      '169.254.169.254',
      `[::1]:${origin.split(':')[1]}`,
      `localhost:${origin.split(':')[1]}`,
    ];
    const vectors = hosts.flatMap((host) => {
      const url = `http://${host}/x`;
      return [
        `<img src="${url}">`,
        `<img srcset="${url} 2x">`,
        `<iframe src="${url}"></iframe>`,
        `<object data="${url}"></object>`,
        `<embed src="${url}">`,
        `<video src="${url}" autoplay poster="${url}"></video>`,
        `<audio src="${url}" autoplay></audio>`,
        `<link rel="stylesheet" href="${url}">`,
        `<link rel="prefetch" href="${url}"><link rel="preload" as="image" href="${url}"><link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}">`,
        `<style>@import "${url}"; @font-face{font-family:f;src:url(${url})} p{font-family:f;background:url(${url})}</style>`,
        `<svg><image href="${url}"/><use href="${url}#a"/></svg>`,
        `<script src="${url}"></script><script>fetch("${url}");new WebSocket("ws://${host}/")</script>`,
        `<input type="image" src="${url}">`,
        `<iframe src="ws://${host}/"></iframe>`,
        `<form action="${url}" method="post"><button autofocus onfocus="this.form.submit()">b</button></form>`,
      ];
    });
    const before = hits;
    const text = await textOf(page(vectors.join('\n')));
    expect(text).toContain('MARKER 4711');
    expect(text).not.toContain('CANARY');
    expect(hits - before).toBe(0);
    // The server does count requests, so a hit would have been seen.
    await fetch(`http://${origin}/`);
    expect(hits - before).toBe(1);
  });

  test('cannot make the document navigate away or lose its content (R04)', async () => {
    const printed = printedOf(invoiceLines(3));
    const { summary } = computeInvoice(printed.contract, printed.invoice, printed.lines);
    const html = htmlOf(detailDocument(printed, 'en').pages);
    const moves = [
      `<meta http-equiv="refresh" content="0;url=http://${origin}/">`,
      '<meta http-equiv="refresh" content="0;url=data:text/html,gone">',
      `<base href="http://${origin}/" target="_top">`,
      '<script>window.location = "data:text/html,gone"; location.href = "about:blank#gone"</script>',
      `<a href="http://${origin}/" target="_top" autofocus>MARKER 4711</a>`,
    ];
    for (const move of moves) {
      const text = await textOf(html.replace('</body>', `${move}MARKER 4711</body>`));
      expect(text, move).toContain('MARKER 4711');
      expect(text, move).toContain(plain(formatMoney(summary.due, 'en')));
      expect(text, move).not.toContain('gone');
    }
    expect(hits).toBeLessThanOrEqual(1);
  });
});

describe('the renderer leaves behind', () => {
  const adapter = pathToFileURL(resolve('shared/adapters/chromium/browser.ts')).href;
  const program = (then: string) => `
    import { startBrowser } from ${JSON.stringify(adapter)};
    const running = await startBrowser();
    const hold = setInterval(() => {}, 1000);
    await (await running.newPage()).close();
    console.log(running.process.pid, running.process.spawnargs.find((arg) => arg.startsWith('--user-data-dir=')));
    ${then}`;
  /** A zombie, which only waits for its parent to collect it, does not count as running. */
  const isRunning = (pid: number) =>
    existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const waitUntil = async (condition: () => boolean) => {
    for (let i = 0; i < 100 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(condition()).toBe(true);
  };

  test('nothing, when a renderer is closed while its next browser is starting', () => {
    const program = `
      import { htmlDocument } from ${JSON.stringify(pathToFileURL(resolve('test/fixtures/html-document.ts')).href)};
      import { chromiumRenderer } from ${JSON.stringify(pathToFileURL(resolve('shared/adapters/chromium/renderer.ts')).href)};
      const renderer = chromiumRenderer({ life: { documents: 1, megabytes: 1000 } });
      await renderer.render(htmlDocument('<p>x</p>'));
      await renderer.close();
      console.log('closed');`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: 'closed\n', status: 0 });
  });

  test('nothing, when the program ends, which an idle browser does not delay', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', program('clearInterval(hold)')],
      {
        encoding: 'utf8',
        timeout: 30_000,
      },
    );
    const [pid, profile = ''] = stdout.trim().split(' ');
    expect(status).toBe(0);
    expect(isRunning(Number(pid))).toBe(false);
    expect(existsSync(profile.slice('--user-data-dir='.length))).toBe(false);
  });

  test('no browser, when the program is killed', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program('')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const [pid, profile = ''] = String(line).trim().split(' ');
    expect(isRunning(Number(pid))).toBe(true);
    child.kill('SIGKILL');
    await waitUntil(() => !isRunning(Number(pid)));
    rmSync(profile.slice('--user-data-dir='.length), { recursive: true, force: true });
  });
});

describe('unpacking the browser', () => {
  let parent = '';
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'courriel-unpack-'));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  test('is safe when two processes do it together, and replaces missing files', async () => {
    const [one, other] = await Promise.all([unpackChromium(parent), unpackChromium(parent)]);
    expect(one).toEqual(other);
    expect(readdirSync(parent)).toHaveLength(1);
    const { libraries: LD_LIBRARY_PATH } = one;
    const version = () => spawnSync(one.executable, ['--version'], { encoding: 'utf8', env: { LD_LIBRARY_PATH } });
    expect(version().stdout).toMatch(/Chrom/);
    rmSync(one.fontConfig);
    await unpackChromium(parent);
    expect(existsSync(one.fontConfig)).toBe(true);
  });
});
