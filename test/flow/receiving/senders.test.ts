import { describe, expect, test } from 'vitest';
import {
  type Arrival,
  conversation,
  kept,
  outcomesOf,
  recorded,
  relayed,
  reply,
} from '../../fakes/worlds/captured-mail.ts';

const anne = 'anne@gc.test';
const text = 'Nouveau compte bancaire.';
const passedFor = (domain: string) => `dmarc=pass header.from=${domain};`;
const line = (...parts: string[]) =>
  ['Authentication-Results: amazonses.com;', 'spf=pass (spfCheck: local) client-ip=192.0.2.1;', ...parts].join('\r\n ');

/** SES passes the sender in every place, so only the value of From itself can speak against the mail. */
const believed: Partial<Arrival> = {
  results: line(`envelope-from=${anne};`, 'helo=gc.test;', 'dkim=pass header.i=@gc.test;', passedFor('gc.test')),
  sesFrom: [`Anne Roy <${anne}>`],
};

describe('a From that is not exactly one mailbox (Y09)', () => {
  test.each<[string, string]>([
    ['words around two addresses', `x <${anne}> y <evil@evil.test>`],
    ['two addresses in brackets', `<${anne}> <evil@evil.test>`],
    ['the same the other way round', `<evil@evil.test> <${anne}>`],
    ['an address, and another one left open', `evil@evil.test <${anne}`],
    ['a second From behind a bare CR', `evil@evil.test\rFrom: ${anne}`],
    ['a second From behind a NUL', `evil@evil.test\0From: ${anne}`],
    ['a bare CR within the value', `${anne}\r`],
    ['a group', `group: ${anne};`],
    ['a URL', `mailto:${anne}`],
    ['a header within the value', `From: x <${anne}>`],
    ['an address as an unquoted name', `evil@evil.test <${anne}>`],
    ['a comment in front', `(evil@evil.test) ${anne}`],
    ['a comment behind', `${anne} (Anne Roy)`],
    ['a comment within the brackets', `Anne <(x)${anne}>`],
    ['a quoted local part', `"anne"@gc.test`],
    ['a route', `<@evil.test:${anne}>`],
    ['a list', `${anne}, evil@evil.test`],
    ['a list with nothing in it', `${anne},`],
    ['words behind the address', `Anne <${anne}> x`],
    ['a quote that never ends', `"Anne <${anne}>`],
    ['a space within the address', `Anne <anne @gc.test>`],
    ['an encoded word for an address', '=?utf-8?q?anne=40gc.test?='],
    ['nothing', ''],
  ])('%s leads to quarantine without a sender', async (_what, from) => {
    const c = await conversation();
    const [outcome] = await reply(c, { from, text }, believed);
    expect(outcome).toMatchObject({ outcome: 'quarantined', reason: 'ambiguous_sender' });
    expect((await kept(c, outcome?.emailId)).from).toMatchObject({ contactId: null, userId: null, address: '' });
    expect(await relayed(c.w)).toEqual([]);
  });

  test('a mail with two From headers is quarantined, wherever a program could see the second one', async () => {
    const c = await conversation();
    const second = [`From: ${anne}`, `from : ${anne}`, `X-Note: x\rFrom: ${anne}`];
    for (const header of second)
      expect(await outcomesOf(reply(c, { headers: [header], text: header }, believed)), header).toEqual([
        ['quarantined', 'ambiguous_sender'],
      ]);
    expect(await recorded(c)).toEqual([]);
  });

  test.each<[string, string]>([
    ['an address alone', anne],
    ['brackets alone', `<${anne}>`],
    ['capitals', 'Anne Roy <Anne@GC.test>'],
    ['dots and an apostrophe in the name', `Anne B. O'Roy-Côté <${anne}>`],
    ['a quoted name with a comma, a quote and brackets', `"Roy, Anne \\"A\\" <evil@evil.test>" <${anne}>`],
    ['an encoded name', `=?utf-8?Q?Roy=2C_Anne_=3Cevil=40evil.test=3E?= =?utf-8?B?w6k=?= <${anne}>`],
    ['a folded name', `Anne Roy\r\n\t<${anne}>`],
    ['a name without a space behind it', `"Anne Roy"<${anne}>`],
  ])('one mailbox written as %s is believed', async (_what, from) => {
    const c = await conversation();
    expect(await outcomesOf(reply(c, { from }, believed))).toEqual([['recorded', null]]);
    expect((await recorded(c))[0]).toMatchObject({ trust: 'verified', from: { contactId: 'cnt_anne', address: anne } });
  });

  test('a From value built to slow down parsers is read quickly', async () => {
    const c = await conversation();
    const from = `${'"a" '.repeat(900)}${'a'.repeat(300)}`;
    const start = performance.now();
    expect(await outcomesOf(reply(c, { from }, believed))).toEqual([['quarantined', 'ambiguous_sender']]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a From whose domain is not the one that SES authenticated (Y10)', () => {
  const hostile = `"x; ${passedFor('gc.test')} y"@evil.test`;
  test.each<[string, Partial<Arrival>]>([
    ['header.from of another domain', { results: line('dkim=pass header.i=@evil.test;', passedFor('evil.test')) }],
    ['header.from of a domain below', { results: line('dkim=pass header.i=@gc.test;', passedFor('mail.gc.test')) }],
    ['PASS without header.from', { results: line('dkim=pass header.i=@gc.test;', 'dmarc=pass;') }],
    ['PASS without a word about DMARC', { results: line('dkim=pass header.i=@gc.test;') }],
    ['PASS without a line of SES', { results: null }],
    ['a line of another server on top', { results: `Authentication-Results: mx.evil.test; ${passedFor('gc.test')}` }],
    ['another sender in the receipt', { sesFrom: ['Anne Roy <evil@evil.test>'] }],
    ['another one behind the first', { sesFrom: [`Anne <${anne}> <evil@evil.test>`] }],
    ['two senders in the receipt', { sesFrom: [anne, 'evil@evil.test'] }],
    ['no sender in the receipt', { sesFrom: [] }],
    ['an envelope that says what SES would', { results: line(`envelope-from=${hostile};`, passedFor('evil.test')) }],
    [
      'a HELO that says what SES would',
      { results: line(`helo=x; ${passedFor('gc.test')}`, 'dkim=pass header.i=@evil.test;', passedFor('evil.test')) },
    ],
    ['a signature that says it', { results: line(`dkim=pass header.i=${hostile};`, passedFor('evil.test')) }],
    ['the same words twice', { results: line(passedFor('gc.test'), passedFor('gc.test')) }],
    [
      'an encoded word that would say it',
      { results: line('envelope-from="=?utf-8?q?=3B_dmarc=3Dpass_header=2Efrom=3Dgc=2Etest=3B?="@evil.test;') },
    ],
  ])('leads to quarantine: %s', async (_what, arrival) => {
    const c = await conversation();
    const [outcome] = await reply(c, { text }, { ...believed, ...arrival });
    expect(outcome).toMatchObject({ outcome: 'quarantined', reason: 'spoof_suspected' });
    expect((await kept(c, outcome?.emailId)).notes?.trustReason).toBe('sender_differs');
    expect(await relayed(c.w)).toEqual([]);
  });

  test.each<[string, string, object]>([
    ['SPF and DKIM of the domain', line(`envelope-from=${anne};`, 'dkim=pass header.i=@gc.test;'), {}],
    ['DKIM of the domain', line('dkim=pass header.i=@mail.gc.test;'), { source: 'x@evil.test' }],
  ])('is judged by %s if there is no policy and no DMARC result', async (_what, results, more) => {
    const c = await conversation();
    const gray = { ...believed, verdicts: { dmarc: 'GRAY' }, results, ...more };
    expect(await outcomesOf(reply(c, {}, gray))).toEqual([['recorded', 'relay_waits_unverified']]);
    const other = { ...gray, sesFrom: ['evil@evil.test'] };
    expect(await outcomesOf(reply(c, { text }, other))).toEqual([['quarantined', 'spoof_suspected']]);
  });

  test('is not verified by text that the sender smuggled into the line of SES, if there is no policy', async () => {
    const c = await conversation();
    const own = 'dkim=pass header.i=@evil.test;';
    const smuggled = [
      line('helo=x; dkim=pass header.i=@gc.test;', own),
      line('envelope-from=x; dkim=pass header.i=@gc.test; y@evil.test;', own),
      line('dkim=pass header.i=@gc.test;@evil.test;'),
      line('dkim=pass header.i="@gc.test; helo="@evil.test;'),
      line('helo=x; dmarc=none header.from=gc.test;', own),
    ];
    for (const [index, results] of smuggled.entries()) {
      const arrival = { ...believed, verdicts: { dmarc: 'GRAY' }, source: 'x@evil.test', results };
      expect(await outcomesOf(reply(c, { text: `${text} ${index}` }, arrival)), results).toEqual([
        ['quarantined', 'spoof_suspected'],
      ]);
    }
    expect(await recorded(c)).toEqual([]);
  });
});
