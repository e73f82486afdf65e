import { describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import {
  maxInlineBodyBytes,
  quarantineDays,
  quarantinedPerThreadHour,
  quarantineExcerpt,
} from '../../../shared/domain/limits.ts';
import type { Faulty } from '../../fakes/harness/faults.ts';
import type { MemoryFiles } from '../../fakes/ports/memory-files.ts';
import { outcomesOf, reply } from '../../fakes/worlds/captured-mail.ts';
import { forge, type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const stranger = { source: 'eve@evil.test', verdicts: { dmarc: 'FAIL', spf: 'FAIL', dkim: 'FAIL' } };

/** Sends mails of strangers into the conversation, each with its own id. Returns the ids of the emails. */
const flood = async ({ c }: QuarantineWorld, mails: number, text = 'Payez ici') => {
  const ids: string[] = [];
  for (let n = 0; n < mails; n += 1) {
    const mail = {
      from: `eve${n}@evil.test`,
      text: `${text} ${n}`,
      messageId: `<${n}-${c.w.clock.now().getTime()}@evil.test>`,
    };
    const [outcome] = await reply(c, mail, stranger);
    ids.push(outcome?.emailId ?? '');
  }
  return ids;
};

const bulk = ({ call, route }: QuarantineWorld, body: object, user = 'usr_lea') =>
  call(user, 'POST', `${route}/discard`, { body: { reason: 'Pourriel', ...body } });
/** newWorld() puts files into the world that count their calls. */
const readsOf = ({ c }: QuarantineWorld) => c.w.files as Faulty<MemoryFiles>;
const groups = async ({ call, route }: QuarantineWorld) => (await call('usr_lea', 'GET', `${route}/beyond`)).json.items;

describe('the quarantine list', () => {
  test('reads the items alone and returns a small page for twenty-five mails of a megabyte (Y21)', async () => {
    const q = await quarantineWorld();
    const megabyte = '\u0001"€\\'.repeat(180_000);
    for (let n = 0; n < 25; n += 1) {
      if (n % quarantinedPerThreadHour === 0) q.c.w.clock.advance(hourMs);
      await forge(q.c, { text: `${n} ${megabyte}`, messageId: `<${n}@evil.test>` });
    }
    const files = readsOf(q);
    const before = files.called.length;
    const page = await q.list('?limit=100');
    expect(page.status).toBe(200);
    expect(page.json.items).toHaveLength(25);
    expect(files.called.slice(before)).toEqual([]);
    expect(Buffer.byteLength(page.text)).toBeLessThan(25 * 5_000);
    for (const { excerpt } of page.json.items) {
      expect(excerpt.length).toBeLessThanOrEqual(quarantineExcerpt.length);
      expect(excerpt).not.toContain('\u0001');
      expect(excerpt).toContain('€');
    }
  }, 120_000);

  test('keeps every page below a megabyte and loses no mail, for a hundred mails with the longest fields (Y21)', async () => {
    const q = await quarantineWorld();
    const { communications, clock } = q.c.w;
    const held = await communications.getEmail(await forge(q.c, { text: 'x' }));
    if (held?.direction !== 'incoming' || !held.held) throw new Error('not quarantined');
    const long = '漢"'.repeat(20_000);
    for (let n = 0; n < 100; n += 1)
      await communications.commitEmail({
        ...held,
        id: `eml_long${n}`,
        createdAt: clock.now().toISOString(),
        subject: long,
        from: { ...held.from, name: long, address: long },
        held: {
          ...held.held,
          excerpt: '漢'.repeat(1300),
          fileNames: Array.from({ length: 50 }, () => long.slice(0, 255)),
        },
      });
    const first = await q.list('?limit=100');
    const second = await q.list(`?limit=100&cursor=${encodeURIComponent(first.json.nextCursor)}`);
    const items: { id: string; fileCount: number }[] = [...first.json.items, ...second.json.items];
    expect(first.json.items.length).toBeGreaterThan(80);
    expect(new Set(items.map(({ id }) => id)).size).toBe(101);
    expect(items.filter(({ fileCount }) => fileCount === 50)).toHaveLength(100);
    for (const page of [first, second]) expect(Buffer.byteLength(page.text)).toBeLessThan(1_000_000);
  }, 60_000);

  test('shows a mail stored without excerpt with its words if the item has them, and without if they are in a file (Y21)', async () => {
    const q = await quarantineWorld();
    const { communications } = q.c.w;
    const files = readsOf(q);
    const held = await communications.getEmail(await forge(q.c, { text: 'x' }));
    if (held?.direction !== 'incoming' || !held.held) throw new Error('not quarantined');
    const { excerpt: _, ...facts } = held.held;
    const old = { ...held, held: facts };
    await communications.commitEmail({
      ...old,
      id: 'eml_small',
      body: { text: 'Bonjour', html: null, quotedText: null },
    });
    await communications.commitEmail({ ...old, id: 'eml_large', body: null, bodyKey: 'bodies/prj_1/eml_large.json' });
    const before = files.called.length;
    const words = new Map(
      (await q.list()).json.items.map((mail: { id: string; excerpt: string }) => [mail.id, mail.excerpt]),
    );
    expect([words.get('eml_small'), words.get('eml_large')]).toEqual(['Bonjour', null]);
    expect(files.called).toHaveLength(before);
  }, 60_000);

  test('lets a mail whose body is in a file be released whole (Y21)', async () => {
    const q = await quarantineWorld();
    const text = 'mot '.repeat(maxInlineBodyBytes / 8);
    const id = await forge(q.c, { text });
    expect((await q.c.w.communications.getEmail(id))?.body).toBeNull();
    expect((await q.decide('release', id)).status).toBe(200);
    const shown = (await q.thread()).emails.find((email: { id: string }) => email.id === id);
    expect(shown.text.slice(0, 8)).toBe('mot mot ');
  }, 60_000);
});

describe('bulk discard', () => {
  test('reports the outcome of each of many mails, also of one already released or missing, and a repeat reports the same (Y21)', async () => {
    const q = await quarantineWorld();
    const ids = await flood(q, 8);
    const [released] = ids;
    await q.decide('release', released ?? '', 'usr_max');
    const emailIds = [...ids, 'eml_nowhere'];
    for (let n = 0; n < 2; n += 1) {
      const { status, json } = await bulk(q, { emailIds });
      expect(status).toBe(200);
      const outcomes = json.results.map(({ outcome }: { outcome: string }) => outcome);
      expect(outcomes).toEqual(['released', ...ids.slice(1).map(() => 'discarded'), 'missing']);
      expect(json.more).toBe(false);
    }
    expect((await q.list()).json.items).toEqual([]);
    const { handled } = (await q.list('?state=handled')).json.items.find(({ id }: { id: string }) => id === ids[3]);
    expect(handled).toMatchObject({ action: 'discarded', by: 'usr_lea', name: 'Léa Côté', reason: 'Pourriel' });
  }, 60_000);

  test('is for Admins alone, with a reason, and for a hundred mails at most (Y21)', async () => {
    const q = await quarantineWorld();
    const [id] = await flood(q, 1);
    expect((await bulk(q, { emailIds: [id] }, 'usr_reader')).status).toBe(403);
    for (const wrong of [
      { emailIds: [] },
      { emailIds: Array.from({ length: 101 }, (_, n) => `eml_${n}`) },
      {},
      { emailIds: [id], reason: '' },
    ])
      expect((await bulk(q, wrong)).status).toBe(422);
    expect((await q.list()).json.items).toHaveLength(1);
  }, 60_000);
});

describe('a conversation’s share of the quarantine list', () => {
  test('also limits mail in a person’s name that SES verified as somebody else’s (Y21)', async () => {
    const q = await quarantineWorld();
    q.c.w.clock.set('2026-10-01T14:05:00.000Z');
    for (let n = 0; n < quarantinedPerThreadHour + 3; n += 1)
      await reply(
        q.c,
        { text: `${n}`, messageId: `<${n}@evil.test>` },
        { source: 'x@evil.test', sesFrom: ['<x@evil.test>'] },
      );
    expect((await q.list('?limit=100')).json.items).toHaveLength(quarantinedPerThreadHour);
    expect(await groups(q)).toMatchObject([{ count: 3 }]);
  }, 60_000);

  test('collects a flood of strangers in one line of the list, whose mails are kept and can be listed, released and discarded (Y21)', async () => {
    const q = await quarantineWorld();
    q.c.w.clock.set('2026-10-01T14:05:00.000Z');
    const before = q.c.w.sendFlow.started.length;
    const ids = await flood(q, quarantinedPerThreadHour + 37);
    expect((await q.list('?limit=100')).json.items).toHaveLength(quarantinedPerThreadHour);
    const [line, ...others] = await groups(q);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      communicationId: q.c.communicationId,
      count: 37,
      from: '2026-10-01T14:00:00.000Z',
      until: '2026-10-01T15:00:00.000Z',
    });
    const query = `?state=beyond&communicationId=${line.communicationId}&hour=${line.hour}&limit=100`;
    expect((await q.list(query)).json.items).toHaveLength(37);
    expect((await q.list('?state=beyond')).status).toBe(400);
    for (const id of ids) expect(await q.c.w.communications.getEmail(id)).toMatchObject({ status: 'quarantined' });
    expect((await q.decide('release', ids.at(-1) ?? '')).status).toBe(200);
    expect(await groups(q)).toMatchObject([{ count: 36 }]);
    const answer = await bulk(q, { beyond: { communicationId: line.communicationId, hour: line.hour } });
    expect(answer.json.results).toHaveLength(36);
    expect(answer.json.more).toBe(false);
    expect(await groups(q)).toEqual([]);
    // A flood must not make us mail: beside the relay of the released mail nothing was started.
    expect(q.c.w.sendFlow.started.length - before).toBe(1);
  }, 60_000);

  test('does not stop a participant’s reply from being recorded, or listed if quarantined for its own reason (Y21)', async () => {
    const q = await quarantineWorld();
    await flood(q, quarantinedPerThreadHour + 5);
    expect(await outcomesOf(reply(q.c, { text: 'Approuvé' }))).toEqual([['recorded', null]]);
    const [spam] = await reply(q.c, { text: 'Offre' }, { verdicts: { spam: 'FAIL' } });
    expect(spam?.outcome).toBe('quarantined');
    const listed = (await q.list('?limit=100')).json.items.map(({ id }: { id: string }) => id);
    expect(listed).toContain(spam?.emailId);
    expect(listed).toHaveLength(quarantinedPerThreadHour + 1);
  }, 60_000);

  test('starts anew each hour, and lists the mail of a repeated capture as the first try counted it (Y21)', async () => {
    const q = await quarantineWorld();
    q.c.w.clock.set('2026-10-01T14:05:00.000Z');
    await flood(q, quarantinedPerThreadHour - 1);
    q.c.w.communications.breakOn('commitEmail', 'before');
    const last = { from: 'eve@evil.test', text: 'encore', messageId: '<again@evil.test>' };
    await expect(reply(q.c, last, { ...stranger, id: 'again' })).rejects.toThrow();
    await reply(q.c, last, { ...stranger, id: 'again' });
    expect(await groups(q)).toEqual([]);
    await flood(q, 1);
    expect(await groups(q)).toMatchObject([{ count: 1 }]);
    q.c.w.clock.advance(hourMs);
    await flood(q, 1);
    expect((await q.list('?limit=100')).json.items).toHaveLength(quarantinedPerThreadHour + 1);
  }, 60_000);

  test('drops a line with a count one too high, left by a capture that died, when its mails are discarded (Y21)', async () => {
    const q = await quarantineWorld();
    await flood(q, quarantinedPerThreadHour);
    q.c.w.communications.breakOn('commitEmail', 'before');
    const last = { from: 'eve@evil.test', text: 'encore', messageId: '<again@evil.test>' };
    await expect(reply(q.c, last, { ...stranger, id: 'again' })).rejects.toThrow();
    await reply(q.c, last, { ...stranger, id: 'again' });
    const [line] = await groups(q);
    expect(line.count).toBe(2);
    const beyond = { communicationId: line.communicationId, hour: line.hour };
    await bulk(q, { beyond });
    q.c.w.clock.advance(4 * hourMs);
    await bulk(q, { beyond });
    expect(await groups(q)).toEqual([]);
  }, 60_000);

  test('keeps a line whose mail is still being stored when the line’s mails are discarded (Y21)', async () => {
    const q = await quarantineWorld();
    const { communications } = q.c.w;
    await flood(q, quarantinedPerThreadHour);
    const hour = q.c.w.clock.now().toISOString().slice(0, 13);
    const commit = communications.commitEmail;
    communications.commitEmail = async (email) => {
      expect((await bulk(q, { beyond: { communicationId: q.c.communicationId, hour } })).json.results).toEqual([]);
      return commit(email);
    };
    await flood(q, 1);
    expect(await groups(q)).toMatchObject([{ hour, count: 1 }]);
  }, 60_000);
});

describe('the expiry', () => {
  const aDayOfTicks = async (q: QuarantineWorld) => {
    for (let minute = 0; minute < 1440; minute += 1) {
      q.c.w.clock.advance(60_000);
      await reconcile({ ...q.c.w, log: { info: () => {}, warn: () => {} } })();
    }
  };

  test('discards a mail that nobody decided about after the configured days, under the service’s name (Y21)', async () => {
    const q = await quarantineWorld();
    const old = await forge(q.c, { text: 'vieux' });
    q.c.w.clock.advance((quarantineDays - 1) * dayMs);
    const young = await forge(q.c, { text: 'neuf' });
    await aDayOfTicks(q);
    await aDayOfTicks(q);
    expect((await q.list()).json.items.map(({ id }: { id: string }) => id)).toEqual([young]);
    const [gone] = (await q.list('?state=handled')).json.items;
    expect(gone).toMatchObject({
      id: old,
      handled: { action: 'discarded', by: null, name: 'Courriel', afterDays: quarantineDays },
    });
    const stored = await q.c.w.communications.getEmail(old);
    expect(stored?.direction === 'incoming' && (await q.c.w.mail.head(stored.originalKey))).not.toBeNull();
  }, 240_000);
});
