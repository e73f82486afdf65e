import { describe, expect, test } from 'vitest';
import { composerDefaults } from '../../../../shared/domain/composer/composer-defaults.ts';
import type { Invoice } from '../../../../shared/domain/invoice/invoice.ts';
import type { Contact, Contract, Group } from '../../../../shared/domain/project/project.ts';

const contact = (id: string, language: 'en' | 'fr' = 'fr'): Contact => ({
  id,
  projectId: 'prj_a',
  name: id,
  company: '',
  email: `${id}@client.test`,
  language,
  jobTitle: '',
  userId: null,
});
const me = contact('cnt_me', 'en');
const contacts = [me, contact('cnt_fr'), contact('cnt_en', 'en'), contact('cnt_en2', 'en')];
const groups: Group[] = [
  { id: 'grp_en', projectId: 'prj_a', name: 'English', members: ['cnt_en', 'cnt_en2', 'cnt_left'] },
];
const invoice = { number: '7', billingPeriod: { start: '2026-09-01', end: '2026-09-30' } } as Invoice;
const defaults = (to: string[], cc: string[] = []) =>
  composerDefaults(
    { contract: { number: 'SC-31', recipients: { to, cc } } as Contract, invoice },
    { contacts, groups },
    me,
  );

describe('the composer opens with', () => {
  test("the contract's usual recipients, and the sender in Cc", () => {
    const { to, cc } = defaults(['cnt_fr', 'grp_en'], ['cnt_en2']);
    expect(to.map((e) => [e.id, e.type, e.memberCount])).toEqual([
      ['cnt_fr', 'person', null],
      ['grp_en', 'group', 2],
    ]);
    expect(cc.map((e) => e.id)).toEqual(['cnt_en2', 'cnt_me']);
  });

  test('nobody twice, and nobody who has left the directory', () => {
    const { to, cc } = defaults(['cnt_fr', 'cnt_left', 'cnt_fr'], ['cnt_fr', 'cnt_me', 'cnt_me']);
    expect(to.map((e) => e.id)).toEqual(['cnt_fr']);
    expect(cc.map((e) => e.id)).toEqual(['cnt_me']);
    expect(defaults(['cnt_me']).cc).toEqual([]);
  });

  test('a subject of invoice number, contract number and billing period, in both languages', () => {
    const { subject, subjects } = defaults(['cnt_fr']);
    expect(subjects).toEqual({
      en: 'Invoice 7, contract SC-31, billing period 2026-09-01 to 2026-09-30',
      fr: 'Facture 7, contrat SC-31, période de facturation du 2026-09-01 au 2026-09-30',
    });
    expect(subject).toBe(subjects.fr);
  });

  test('English if everybody in To reads English, otherwise French, and the sender’s language if To is empty', () => {
    expect(defaults(['grp_en']).language).toBe('en');
    expect(defaults(['grp_en', 'cnt_fr']).language).toBe('fr');
    expect(defaults([]).language).toBe('en');
  });
});
