import { describe, expect, test } from 'vitest';
import { quarantineNoticeBody } from '../../../../shared/documents/mail/quarantine-notice-body.ts';
import { QuarantineReason } from '../../../../shared/domain/conversation/quarantine-facts.ts';
import { dayIn, nextDayIn } from '../../../../shared/domain/local-day.ts';
import { quarantineReasons } from '../../../../shared/words/words.ts';

const link = 'https://courriel.test/#/projects/prj_1/quarantine';
const about = (reason: QuarantineReason, count: number) => ({
  reason,
  projectName: 'École <b>&</b>',
  emailIds: Array.from({ length: count }, (_, n) => `eml_${n}`),
});

describe.each(['en', 'fr'] as const)('the notice about quarantined mail, in %s', (language) => {
  test.each(QuarantineReason.options)('says what happened, why, and where to decide: %s', (reason) => {
    const { subject, text, html } = quarantineNoticeBody(about(reason, 3), language, link);
    expect(subject).toContain(quarantineReasons(language)[reason].kind);
    for (const part of ['École <b>&</b>', '3 ', quarantineReasons(language)[reason].why, link])
      expect(text).toContain(part);
    expect(html).toContain('École &lt;b&gt;&amp;&lt;/b&gt;');
    expect(html).not.toContain('<b>&');
  });

  test('is in the singular for one email, and has no-break spaces before colons in French', () => {
    const { subject, text } = quarantineNoticeBody(about('spam', 1), language, link);
    expect(text).toMatch(language === 'en' ? /^One email .* was quarantined\./ : /^Un courriel .* a été retenu\./);
    if (language === 'fr') for (const said of [subject, text]) expect(said.replace(link, '')).not.toMatch(/ :/);
  });
});

test('days follow the project’s time zone, and the next begins within an hour of midnight, even at a clock change', () => {
  const toronto = 'America/Toronto';
  const late = new Date('2026-10-02T03:30:00Z');
  expect([dayIn(toronto, late), dayIn('Europe/Paris', late)]).toEqual(['2026-10-01', '2026-10-02']);
  expect(nextDayIn(toronto, late).toISOString()).toBe('2026-10-02T04:30:00.000Z');
  for (const changed of ['2026-03-08T06:00:00Z', '2026-11-01T05:00:00Z']) {
    const next = nextDayIn(toronto, new Date(changed));
    expect(dayIn(toronto, next)).not.toBe(dayIn(toronto, new Date(changed)));
    expect(dayIn(toronto, new Date(next.getTime() - 3_600_000))).toBe(dayIn(toronto, new Date(changed)));
  }
});
