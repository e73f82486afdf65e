import { beforeEach, describe, expect, test } from 'vitest';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { forLog, ServiceError } from '../../../shared/domain/errors.ts';
import { frozenInvoiceKey } from '../../../shared/domain/files/file-keys.ts';
import type { Renderer } from '../../../shared/ports/ports.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import {
  type ApiWorld,
  contractBody,
  invoiceBody,
  invoicePath,
  seededWorld,
  send,
} from '../../fakes/worlds/api-world.ts';

describe('a preview', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });
  const ask = () => built.call('usr_reader', 'POST', `${invoicePath}/preview`, { body: { language: 'fr' } });
  const statusAndState = async () => {
    const { status, json } = await ask();
    return [status, json.code ?? json.state];
  };
  /** Runs the render that was started last, with this renderer. */
  const render = async (renderer: Renderer = built.w.renderer) => {
    const request = built.w.renderStarter.requests.at(-1);
    if (!request) throw new Error('no render was started');
    return renderDetail({ ...built.w, renderer })(request);
  };
  const failing = (error: Error): Renderer => ({
    render: async () => {
      throw error;
    },
  });
  const tooLarge = new ServiceError('too_large', 'render-limit', forLog('Too large.'));

  test('of an ordinary invoice is ready in the first response, and is the file that the send attaches', async () => {
    const { w } = built;
    w.timer.meanwhile.push(async () => {}, render);
    const { status, json } = await ask();
    expect([status, json.state, json.pages]).toEqual([200, 'ready', 1]);

    const { json: sent } = await send(built);
    await runSendFlow(w);
    const attached = readPlainMime(w.mailer.mails[0]?.raw ?? new Uint8Array()).files[0]?.content;
    expect(Buffer.from(attached ?? []).toString()).toBe(
      Buffer.from((await w.files.get(new URL(json.url).pathname.slice(1))) ?? []).toString(),
    );
    const thread = await built.call('usr_admin', 'GET', `/projects/prj_a/communications/${sent.id}`);
    expect(thread.json.document.sha256).toBe(json.sha256);
    expect(w.renderer.calls).toHaveLength(1);
  });

  test('of a long invoice reports how many of its pages are done, as soon as they are counted', async () => {
    const { w } = built;
    const done = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const slow: Renderer = {
      render: async (_document, onProgress) => {
        onProgress?.(34, 136);
        reach();
        await done.promise;
        return { pdf: Buffer.from('%PDF long'), pages: 136 };
      },
    };
    let rendered: Promise<unknown> = Promise.resolve();
    w.timer.meanwhile.push(async () => {
      rendered = render(slow);
      await reached;
    });
    const first = await ask();
    expect([first.status, first.headers['retry-after'], first.json]).toEqual([
      202,
      '1',
      { state: 'rendering', progress: 0.25, pagesDone: 34, pages: 136 },
    ]);
    expect((await ask()).json).toEqual(first.json);
    expect(w.renderStarter.requests).toHaveLength(1);
    done.resolve();
    await rendered;
    expect((await ask()).json).toMatchObject({ state: 'ready', pages: 136 });
  });

  test('of an invoice beyond the limits is refused with its own code, and is not rendered again for a while', async () => {
    const { w } = built;
    w.timer.meanwhile.push(() => render(failing(tooLarge)).catch(() => {}));
    expect(await statusAndState()).toEqual([422, 'render-limit']);
    w.clock.advance(60_000);
    expect(await statusAndState()).toEqual([422, 'render-limit']);
    expect(w.renderStarter.requests).toHaveLength(1);
    w.clock.advance(600_000);
    w.timer.meanwhile.push(render);
    expect(await statusAndState()).toEqual([200, 'ready']);
  });

  test('that failed for another reason can be requested again soon, and a success replaces the failure at once', async () => {
    const { w } = built;
    w.timer.meanwhile.push(() => render(failing(new Error('the browser died'))).catch(() => {}));
    expect(await statusAndState()).toEqual([503, 'render-failed']);
    expect(await statusAndState()).toEqual([503, 'render-failed']);
    expect(w.renderStarter.requests).toHaveLength(1);
    w.clock.advance(10_000);
    w.timer.meanwhile.push(() => render(failing(new Error('the browser died'))).catch(() => {}));
    expect(await statusAndState()).toEqual([503, 'render-failed']);
    expect(w.renderStarter.requests).toHaveLength(2);
    await render();
    expect(await statusAndState()).toEqual([200, 'ready']);
  });

  test('whose renderer fell silent fails, and a later request starts it anew', async () => {
    const { w } = built;
    expect(await statusAndState()).toEqual([202, 'rendering']);
    w.clock.advance(60_000);
    expect(await statusAndState()).toEqual([202, 'rendering']);
    w.clock.advance(12_000);
    expect(await statusAndState()).toEqual([503, 'render-failed']);
    expect(w.renderStarter.requests).toHaveLength(1);
    w.clock.advance(15_000);
    expect(await statusAndState()).toEqual([202, 'rendering']);
    expect(w.renderStarter.requests).toHaveLength(2);
  });

  test('that could not be started fails without waiting', async () => {
    const { w } = built;
    const { startRender } = w.renderStarter;
    w.renderStarter.startRender = async () => {
      throw new Error('Rate Exceeded.');
    };
    expect((await ask()).status).toBe(500);
    w.renderStarter.startRender = startRender;
    expect(await statusAndState()).toEqual([503, 'render-failed']);
    w.clock.advance(10_000);
    expect(await statusAndState()).toEqual([202, 'rendering']);
  });

  test('freezes the content of its version, once', async () => {
    const { w } = built;
    await ask();
    const version = w.renderStarter.requests[0]?.version ?? '';
    const frozen = Buffer.from((await w.files.get(frozenInvoiceKey('prj_a', version))) ?? []).toString();
    expect(JSON.parse(frozen).lines).toHaveLength(2);
    const { putIfAbsent } = w.files;
    w.files.putIfAbsent = async () => {
      throw new Error('the frozen invoice was stored again');
    };
    expect((await send(built)).status).toBe(202);
    w.files.putIfAbsent = putIfAbsent;
  });
});

describe('the version of an invoice', () => {
  const versionIn = async ({ call }: ApiWorld) => {
    const composer = await call('usr_admin', 'GET', `${invoicePath}/composer`);
    const invoice = await call('usr_admin', 'GET', invoicePath);
    expect(composer.json.invoiceVersion).toBe(invoice.json.version);
    return { version: invoice.json.version as string, line9: invoice.json.summary.line9 as string };
  };

  test('is known without reading its lines, and changes with everything that is printed', async () => {
    const built = await seededWorld();
    const { imported, w } = built;
    const { get } = w.files;
    let linesRead = 0;
    w.files.get = (key) => {
      if (key.startsWith('lines/')) linesRead += 1;
      return get(key);
    };
    const first = await versionIn(built);
    expect(linesRead).toBe(0);

    const order = { id: 'co1', number: '1', title: 'Ajout', amount: '0.00', approvedOn: '2026-09-15' };
    await imported('/projects/prj_a/contracts/con_1', { ...contractBody, changeOrders: [order] });
    const second = await versionIn(built);
    expect(second.version).not.toBe(first.version);
    await imported('/projects/prj_a', { name: 'Autre nom', number: '2026-014', company: { name: 'Acier' } });
    const third = await versionIn(built);
    expect(new Set([first, second, third].map(({ version }) => version)).size).toBe(3);
    expect(linesRead).toBe(1);

    await imported('/projects/prj_a/contracts/con_1', { ...contractBody, originalSum: '205250.76' });
    expect((await versionIn(built)).line9).toBe('131191.42');
    await imported('/projects/prj_a/contracts/con_1', contractBody);
    await imported('/projects/prj_a', { name: 'prj_a', number: '2026-014', company: { name: 'Acier' } });
    expect(await versionIn(built)).toEqual(first);
    await imported(invoicePath, { ...invoiceBody, status: 'approved' });
    expect((await versionIn(built)).version).not.toBe(first.version);
    expect(linesRead).toBe(1);
  });

  test('is the same for an invoice that was stored without the printed figures', async () => {
    const built = await seededWorld();
    const first = await versionIn(built);
    const stored = await built.w.projects.getInvoice('prj_a', 'inv_a');
    if (!stored) throw new Error('the invoice is not stored');
    const { printed: _printed, ...older } = stored;
    await built.w.projects.putInvoice(older);
    expect(await versionIn(built)).toEqual(first);
  });
});
