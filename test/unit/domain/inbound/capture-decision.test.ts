import { describe, expect, test } from 'vitest';
import { type CaptureFacts, decideCapture, passesAligned } from '../../../../shared/domain/inbound/capture-decision.ts';
import type { ParsedMail } from '../../../../shared/domain/inbound/parsed-mail.ts';

const passed = 'amazonses.com; dmarc=pass header.from=beaurivage.test';
const mail = (from = 'julie@beaurivage.test', results: string | null = passed): ParsedMail => ({
  headers: results === null ? [] : [{ name: 'authentication-results', value: results }],
  sender: from,
  from: [{ name: 'Julie', address: from }],
  to: [],
  cc: [],
  subject: '',
  messageId: null,
  inReplyTo: [],
  references: [],
  date: null,
  text: 'x',
  html: null,
  contentType: 'text/plain',
  files: [],
});

const julie = {
  contactId: 'cnt_julie',
  userId: null,
  role: 'to',
  name: 'Julie',
  address: 'julie@beaurivage.test',
} as const;
const pass = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };
const facts = (
  parts: Partial<Omit<CaptureFacts, 'verdicts'>> & { verdicts?: Partial<CaptureFacts['verdicts']> } = {},
): CaptureFacts => ({
  mail: mail(),
  kind: 'human',
  returnPath: 'julie@beaurivage.test',
  sesFrom: ['Julie <julie@beaurivage.test>'],
  namesOurId: false,
  author: julie,
  former: null,
  namesThread: true,
  isDatedBefore: false,
  inDirectory: true,
  overBrake: false,
  ...parts,
  verdicts: { ...pass, ...parts.verdicts },
});

const nobody = { ...mail(), sender: null, from: [] };
const two = { ...mail(), sender: null, from: [...mail().from, { name: '', address: 'x@y.test' }] };
const former = { contactId: 'cnt_david', name: 'David', until: null, inDirectory: true };
const gray = { dmarc: 'GRAY' };
const quarantined = (reason: string) => ({ action: 'quarantine', reason });
const relayWaits = (why: string) => ({
  action: 'record',
  trust: 'verified',
  relay: false,
  reason: `relay_waits_${why}`,
});

describe('the decision table of docs/receiving.md, row by row', () => {
  test.each<[string, CaptureFacts, object]>([
    ['a virus', facts({ verdicts: { virus: 'FAIL' } }), quarantined('malware')],
    ['a virus scan that did not happen', facts({ verdicts: { virus: 'PROCESSING_FAILED' } }), quarantined('malware')],
    ['spam', facts({ verdicts: { spam: 'FAIL' } }), quarantined('spam')],
    ['an unknown spam verdict is let through', facts({ verdicts: { spam: 'GRAY' } }), { action: 'record' }],
    ['a mail that cannot be parsed', facts({ mail: null, kind: null }), quarantined('unparseable')],
    ['our own mail', facts({ kind: 'own' }), { action: 'drop', reason: 'loop' }],
    [
      'a report on a mail of ours',
      facts({ kind: 'bounce', namesOurId: true, author: null }),
      { action: 'record', as: 'automatic', relay: false },
    ],
    ['a report on a mail that we never sent', facts({ kind: 'bounce' }), quarantined('report')],
    ['a read receipt on nothing', facts({ kind: 'report' }), quarantined('report')],
    ['no sender', facts({ mail: nobody }), quarantined('ambiguous_sender')],
    ['two senders', facts({ mail: two }), quarantined('ambiguous_sender')],
    ['a stranger', facts({ author: null }), quarantined('unknown_sender')],
    ['a former address', facts({ author: null, former }), quarantined('former_address')],
    [
      'a former address of a person who has left',
      facts({ author: null, former: { ...former, inDirectory: false } }),
      quarantined('removed_person'),
    ],
    ['a forged former address', facts({ author: null, former, sesFrom: ['x@y.test'] }), quarantined('spoof_suspected')],
    ['DMARC FAIL', facts({ verdicts: { dmarc: 'FAIL' } }), quarantined('spoof_suspected')],
    ['DMARC PROCESSING_FAILED', facts({ verdicts: { dmarc: 'PROCESSING_FAILED' } }), quarantined('spoof_suspected')],
    ['an unknown DMARC verdict', facts({ verdicts: { dmarc: 'MAYBE' } }), quarantined('spoof_suspected')],
    ['no DMARC verdict', facts({ verdicts: { dmarc: 'MISSING' } }), quarantined('spoof_suspected')],
    ['GRAY and nothing aligned', facts({ verdicts: gray, returnPath: 'x@evil.test' }), quarantined('spoof_suspected')],
    ['a person removed from the directory', facts({ inDirectory: false }), quarantined('removed_person')],
    [
      'a vacation notice',
      facts({ kind: 'automatic' }),
      { action: 'record', as: 'automatic', trust: 'verified', relay: false },
    ],
    ['list mail', facts({ kind: 'list' }), { action: 'record', as: 'automatic', relay: false }],
    [
      'a forged vacation notice',
      facts({ kind: 'automatic', verdicts: { dmarc: 'FAIL' } }),
      quarantined('spoof_suspected'),
    ],
    ['DMARC PASS', facts(), { action: 'record', as: 'reply', trust: 'verified', relay: true }],
    [
      'GRAY and SPF aligned',
      facts({ verdicts: gray }),
      { action: 'record', as: 'reply', trust: 'unverified', relay: false },
    ],
    ['a reply not addressed to this conversation', facts({ namesThread: false }), relayWaits('unaddressed')],
    [
      'a reply dated before the conversation',
      facts({ isDatedBefore: true, overBrake: true }),
      relayWaits('before_conversation'),
    ],
    [
      'over the brake',
      facts({ overBrake: true }),
      { action: 'record', trust: 'verified', relay: false, reason: 'relay_waits_brake' },
    ],
  ])('%s', (_row, given, wanted) => {
    expect(decideCapture(given)).toMatchObject(wanted);
  });

  test('an earlier row wins over a later one', () => {
    const worst = { virus: 'FAIL', spam: 'FAIL', dmarc: 'FAIL' };
    expect(decideCapture(facts({ mail: null, kind: null, verdicts: worst }))).toMatchObject(quarantined('malware'));
    expect(decideCapture(facts({ kind: 'own', verdicts: { spam: 'FAIL' } }))).toMatchObject(quarantined('spam'));
    expect(decideCapture(facts({ kind: 'own', author: null }))).toMatchObject({ action: 'drop' });
    expect(decideCapture(facts({ author: null, verdicts: { dmarc: 'FAIL' } }))).toMatchObject(
      quarantined('unknown_sender'),
    );
    expect(decideCapture(facts({ inDirectory: false, verdicts: { dmarc: 'FAIL' } }))).toMatchObject(
      quarantined('spoof_suspected'),
    );
  });
});

describe('alignment under DMARC GRAY', () => {
  const ses = (...results: string[]) => ['amazonses.com', 'spf=pass (ok) client-ip=192.0.2.1', ...results].join('; ');
  const signed = (from: string, results: string | null, verdicts: Partial<CaptureFacts['verdicts']> = {}) =>
    passesAligned(
      facts({ mail: mail(from, results), returnPath: 'bounce@mailer.test', verdicts: { ...gray, ...verdicts } }),
    );

  test.each([
    ['the same domain', 'beaurivage.test', true],
    ['a subdomain', 'mail.beaurivage.test', true],
    ['another domain', 'evil.test', false],
    ['a domain that only has the same ending', 'evilbeaurivage.test', false],
    ['a domain that begins with it', 'beaurivage.test.evil.test', false],
  ])('DKIM with %s', (_what, domain, wanted) => {
    expect(signed('julie@beaurivage.test', ses(`dkim=pass header.i=@${domain}`))).toBe(wanted);
  });

  test('SPF counts for the domain of the envelope sender only', () => {
    const spf = (returnPath: string | null, verdict = 'PASS') =>
      passesAligned(facts({ returnPath, verdicts: { ...gray, spf: verdict } }));
    expect(spf('x@bounces.beaurivage.test')).toBe(true);
    expect(spf('x@beaurivage.test', 'FAIL')).toBe(false);
    expect(spf('x@evil.test')).toBe(false);
    expect(spf(null)).toBe(false);
    expect(spf('"x@beaurivage.test"@evil.test')).toBe(false);
  });

  test('a result that another server wrote does not count', () => {
    const forged = 'dkim=pass header.i=@beaurivage.test';
    expect(signed('julie@beaurivage.test', `evil.test; ${forged}`)).toBe(false);
    expect(signed('julie@beaurivage.test', `amazonses.com.evil.test; ${forged}`)).toBe(false);
    expect(signed('julie@beaurivage.test', null)).toBe(false);
    const below = mail('julie@beaurivage.test', ses('dkim=pass header.i=@evil.test'));
    below.headers.push({ name: 'authentication-results', value: ses(forged) });
    expect(passesAligned(facts({ mail: below, returnPath: null, verdicts: gray }))).toBe(false);
    const above = { ...below, headers: below.headers.toReversed() };
    expect(passesAligned(facts({ mail: above, returnPath: null, verdicts: gray }))).toBe(false);
  });

  test('a result smuggled into a comment of the true header does not count', () => {
    const smuggled = `amazonses.com; spf=pass (spfCheck: domain of "a) ; dkim=pass header.i=@beaurivage.test (b"@evil.test); dkim=pass header.i=@evil.test; dmarc=none`;
    expect(signed('julie@beaurivage.test', smuggled)).toBe(false);
    expect(signed('julie@beaurivage.test', ses('dkim=pass header.i=@beaurivage.test'), { dkim: 'FAIL' })).toBe(false);
  });
});
