import { expect, test } from 'vitest';
import { answerSubject } from '../../../../shared/domain/composer/reply-subject.ts';
import { maxSubjectLength } from '../../../../shared/domain/limits.ts';

test.each([
  ['Facture 7', 'Re: Facture 7', 'TR : Facture 7'],
  ['Re: Facture 7', 'Re: Facture 7', 'TR : Facture 7'],
  ['RE : Re: TR : Facture 7', 'Re: Facture 7', 'TR : Facture 7'],
  ['Fwd: FW: Tr :Facture 7', 'Re: Facture 7', 'TR : Facture 7'],
  ['RE[2]: Rép. 7', 'Re: Rép. 7', 'TR : Rép. 7'],
  ['AW: WG: Facture 7', 'Re: Facture 7', 'TR : Facture 7'],
  ['Reçu : facture 7', 'Re: Reçu : facture 7', 'TR : Reçu : facture 7'],
  ['Travaux: étape 2', 'Re: Travaux: étape 2', 'TR : Travaux: étape 2'],
  ['Re:', 'Re:', 'TR :'],
])('"%s" is answered as "%s" and forwarded as "%s"', (subject, reply, forward) => {
  expect(answerSubject('reply', subject, 'fr')).toBe(reply);
  expect(answerSubject('reply', subject, 'en')).toBe(reply);
  expect(answerSubject('forward', subject, 'fr')).toBe(forward);
  expect(answerSubject('forward', subject, 'en')).toBe(forward.replace('TR :', 'Fwd:'));
});

test('a subject at the length limit stays within it, and no character is cut in half', () => {
  const subject = answerSubject('reply', `${'x'.repeat(maxSubjectLength - 5)}😀`, 'fr');
  expect(subject.length).toBeLessThanOrEqual(maxSubjectLength);
  expect(subject.isWellFormed()).toBe(true);
});
