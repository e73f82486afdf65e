import { describe, expect, test } from 'vitest';
import type { DeliveryRow } from '../../../../shared/api/shapes/deliveries.ts';
import { deliveryCsv } from '../../../../shared/api/views/delivery-csv.ts';
import { readAccepts } from '../../../../shared/runtime/http-accepts.ts';

const row = (more: Partial<DeliveryRow> = {}): DeliveryRow => ({
  invoiceId: 'inv_1',
  invoiceNumber: '7',
  communicationId: 'com_1',
  emailId: 'eml_1',
  recipientId: 'cnt_1',
  role: 'to',
  name: 'Julie Côté',
  address: 'julie@client.test',
  state: 'bounced',
  soft: false,
  at: '2026-10-01T12:10:00.000Z',
  detail: 'smtp; 550 5.1.1 "no", unknown',
  attempt: 1,
  ...more,
});

test('the file begins with a byte order mark and a header row in the requested language', () => {
  expect(deliveryCsv([], 'en')).toMatch(/^\ufeff"Invoice","Recipient","Address"/);
  expect(deliveryCsv([], 'fr')).toMatch(/^\ufeff"Facture","Destinataire","Adresse"/);
});

test('quotes, commas and line ends stay within their cell', () => {
  const [, line, ...more] = deliveryCsv([row({ name: 'A, "B"\nC' })], 'en').split('\r\n');
  expect(line).toContain('"A, ""B""\nC","julie@client.test"');
  expect(line).toContain('"smtp; 550 5.1.1 ""no"", unknown"');
  expect(more).toEqual(['']);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|cmd', '%x'])(
  'a spreadsheet reads %j as text in every column',
  (evil) => {
    const text = deliveryCsv([row({ name: evil, address: evil, detail: evil, invoiceNumber: evil })], 'en');
    expect(text.split('\r\n')[1]?.match(/"'/g)).toHaveLength(4);
    expect(text).not.toContain(`"${evil}"`);
  },
);

test.each(['＝1+1', '＋1', '－1', '＠SUM(A1)', '\u200b＝1', '\ufe62 1', '\u3000=1', '\u00ad\u2060@x', '⁼1', '｜cmd'])(
  'a formula in full-width or small characters, or behind invisible ones, is text too: %j (Y31)',
  (evil) => {
    const text = deliveryCsv([row({ name: evil, address: evil, detail: evil, invoiceNumber: evil })], 'en');
    expect(text.split('\r\n')[1]?.match(/"'/g)).toHaveLength(4);
  },
);

describe('the format and language that a request prefers', () => {
  test.each([
    [undefined, false],
    ['*/*', false],
    ['text/csv', true],
    ['text/csv;q=0', false],
    ['text/csv, application/json;q=0.5', true],
    ['application/json, text/csv', false],
    ['text/csv;q=0.2, application/json', false],
    ['text/html, text/csv;q=0.9', true],
    ['TEXT/CSV; charset=utf-8', true],
  ])('Accept: %s', (accept, csv) => {
    expect(readAccepts(accept === undefined ? {} : { accept }).csv).toBe(csv);
  });

  test.each([
    [undefined, null],
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['de, en;q=0.5, fr;q=0.7', 'fr'],
    ['de', null],
  ])('Accept-Language: %s', (header, language) => {
    expect(readAccepts(header === undefined ? {} : { 'accept-language': header }).language).toBe(language);
  });
});
