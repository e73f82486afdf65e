import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ApiWorld,
  expectRefused,
  invoicePath,
  type Options,
  seededWorld,
  sendBody,
} from '../../fakes/worlds/api-world.ts';

const path = `${invoicePath}/communications`;
const french = { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.8' };

describe('the language of a problem', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });
  const sent = async (change: object, headers: Options['headers']) =>
    built.call('usr_admin', 'POST', path, {
      body: await sendBody(built, change),
      headers: { 'idempotency-key': 'key-1', ...headers },
    });
  const invalid = { status: 422, code: 'validation-failed' };

  test('is French for a caller who prefers French, also for what a schema finds', async () => {
    const wrong = { subject: ' ', to: [], message: 'x'.repeat(50_001), language: 'de' };
    const answer = await expectRefused(built, invalid, () => sent(wrong, french));
    expect(answer.headers['content-language']).toBe('fr-CA');
    expect(answer.json).toMatchObject({
      title: 'Contenu non valide',
      detail: 'La requête n’est pas valide; voir «\u00a0errors\u00a0».',
      errors: [
        { pointer: '/to', detail: 'ne doit pas être vide' },
        { pointer: '/subject', detail: 'ne doit pas être vide' },
        { pointer: '/message', detail: 'doit compter au plus 50000 caractères' },
        { pointer: '/language', detail: 'doit être l’une de ces valeurs\u00a0: en, fr' },
      ],
    });
  });

  test('is French for a conflict and for what does not exist', async () => {
    const changed = await sent({ invoiceVersion: '0'.repeat(64) }, french);
    expect(changed.json).toMatchObject({
      title: 'Conflit',
      code: 'invoice-version-changed',
      detail: 'La facture a changé\u00a0: vérifiez-la de nouveau.',
    });
    const missing = await built.call('usr_admin', 'GET', '/projects/prj_a/invoices/inv_gone', { headers: french });
    expect(missing.json).toMatchObject({ title: 'Introuvable', code: 'not-found', detail: 'Il n’y a rien ici.' });
    expect([changed, missing].map(({ headers }) => headers['content-language'])).toEqual(['fr-CA', 'fr-CA']);
  });

  test('is French for the lines of an import', async () => {
    const bytes = Buffer.from('{\n{"item":"1","colour":"red"}');
    const linesUploadId = await built.upload('usr_boss', 'lines.ndjson', 'application/x-ndjson', bytes);
    const body = {
      number: '2',
      contractId: 'con_1',
      status: 'draft',
      billingPeriod: { start: '2026-10-01', end: '2026-10-31' },
      billingDate: '2026-10-31',
      linesUploadId,
    };
    const answer = await built.call('usr_boss', 'PUT', '/projects/prj_a/invoices/inv_2', { body, headers: french });
    expect(answer.json.detail).toBe('Les lignes ne sont pas valides; voir «\u00a0errors\u00a0».');
    expect(answer.json.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/lines/0', detail: 'la rangée 1 n’est pas du JSON' },
        { pointer: '/lines/1/description', detail: 'rangée 2\u00a0: est obligatoire' },
        { pointer: '/lines/1', detail: 'rangée 2\u00a0: contient une propriété inconnue' },
      ]),
    );
  });

  test.each([
    ['no header', undefined],
    ['*', '*'],
    ['another language', 'de-CH,it;q=0.5'],
    ['English before French', 'en;q=0.9,fr;q=0.8'],
    ['French that is not wanted', 'fr;q=0'],
    ['no language', ';;q=,,=\u0007 ../../fr "fr"'],
    ['10 kB', `${'x-'.repeat(5000)},fr`],
  ])('is English with %s', async (_, header) => {
    const headers = header === undefined ? {} : { 'accept-language': header };
    const answer = await expectRefused(built, invalid, () => sent({ subject: '' }, headers));
    expect(answer.headers['content-language']).toBe('en-CA');
    expect(answer.json).toMatchObject({
      title: 'Unprocessable Content',
      detail: 'The request is not valid; see errors.',
    });
    expect(answer.json.errors[0]).toEqual({ pointer: '/subject', detail: 'must not be empty' });
  });

  test('changes neither code nor pointers, and no answer that is not a problem names a language', async () => {
    const [one, other] = [await sent({ cc: ['cnt_gone'] }, {}), await sent({ cc: ['cnt_gone'] }, french)];
    const facts = (json: { errors: { pointer: string }[] }) => ({
      ...json,
      title: null,
      detail: null,
      errors: json.errors.map(({ pointer }) => pointer),
    });
    expect(facts(one.json)).toEqual(facts(other.json));
    expect(one.json.errors[0].detail).toBe('is not in the directory of this project');
    expect(other.json.errors[0].detail).toBe('ne figure pas dans le répertoire de ce projet');
    expect((await built.call('usr_admin', 'GET', '/me', { headers: french })).headers).not.toHaveProperty(
      'content-language',
    );
  });
});
