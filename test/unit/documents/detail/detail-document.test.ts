import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detailDocument, documentFileName } from '../../../../shared/documents/detail/detail-document.ts';
import type { Row } from '../../../../shared/documents/detail/rows.ts';
import { layOutTable } from '../../../../shared/documents/detail/schedule/columns.ts';
import { type Fragment, paginate, rowPadding } from '../../../../shared/documents/detail/schedule/pagination.ts';
import { pagesPerTable } from '../../../../shared/documents/detail/schedule/schedule-pages.ts';
import { fitText, softHyphen, textWidth, wrapText } from '../../../../shared/documents/layout/line-breaking.ts';
import { escapeHtml } from '../../../../shared/domain/escape-html.ts';
import type { Page } from '../../../../shared/ports/display-list.ts';
import { labels } from '../../../../shared/words/words.ts';
import { htmlOf } from '../../../fixtures/html-document.ts';
import { invoiceLines, printedOf } from '../../../fixtures/printed-invoices.ts';

const style = { size: 10, weight: 'regular' } as const;
const row = (description: string, amount = '$1.00'): Row => ({
  kind: 'line',
  cells: {
    item: '1',
    budgetCode: '05-120',
    description,
    scheduledValue: amount,
    previous: amount,
    thisPeriod: amount,
    materialsStored: amount,
    total: amount,
    percent: '1.00%',
    balance: amount,
    retainage: amount,
  },
  notes: [],
  overbilled: false,
});

describe('line breaks', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'W', 'é', ' ', ' ', '-', '/', '\n', '張', '👷'),
    maxLength: 200,
  });

  test('no line is wider than its column, and no character is lost', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = wrapText(text, width, style).map((line) => line.replace(/\u00ad$/, ''));
        for (const line of lines) expect(textWidth(line, style)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
      }),
    );
  });

  test('a text that needs no tidying breaks at the same places when it is tidied', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'W', 'é', '–', '’', ' ', ' ', '-', '\u00a0', '\u0301'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 300 }), (line, width) => {
        expect(wrapText(line, width, style)).toEqual(wrapText(`${line}\n`, width, style));
      }),
    );
  });

  test('lines break between words, and a negative figure stays whole', () => {
    expect(wrapText('Béton coulé à -15 degrés', 56, style)).toEqual(['Béton coulé', 'à -15', 'degrés']);
  });

  test('a split word ends its line with a soft hyphen, and words of a script without spaces do not', () => {
    const parts = wrapText('Schifffahrtsgesellschaft am Fluss', 56, style);
    expect(parts).toEqual([`Schifffahrtsg${softHyphen}`, 'esellschaft', 'am Fluss']);
    expect(wrapText('混凝土浇筑工程', 30, style)).toEqual(['混凝土', '浇筑工', '程']);
    expect(fitText('Schifffahrtsgesellschaft', 56, style)).not.toContain(softHyphen);
  });

  test('a running head is cut with an ellipsis', () => {
    const cut = fitText('Constructions Laurier & Fils ltée', 80, style);
    expect(cut).toMatch(/^Constructi.*…$/);
    expect(textWidth(cut, style)).toBeLessThanOrEqual(80);
  });
});

describe('pages of the schedule of values', () => {
  const { columns: heads, letters } = labels('en').invoice;
  const room = { page: 300, totals: 25, continued: 'continued' };
  const paged = (rows: Row[]) => {
    const layout = layOutTable({ rows, totals: row('Totals'), heads, letters }, 960);
    return { layout, pages: paginate(rows, layout, room) };
  };
  const heightOf = (page: { height: number }[]) => page.reduce((sum, fragment) => sum + fragment.height, 0);
  const anyRows = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: 200, max: 1500 }) },
    ),
    { maxLength: 60 },
  );

  test('no page holds more than fits, and the last page has room for the totals', () => {
    fc.assert(
      fc.property(anyRows, (lengths) => {
        const { pages } = paged(lengths.map((length) => row('word '.repeat(length))));
        for (const page of pages) expect(heightOf(page)).toBeLessThanOrEqual(room.page);
        expect(heightOf(pages.at(-1) ?? []) + room.totals).toBeLessThanOrEqual(room.page);
      }),
    );
  });

  test('every row is on a page once, with all its words in order', () => {
    fc.assert(
      fc.property(anyRows, (lengths) => {
        const rows = lengths.map((length, i) => row(`${i}: ${'word '.repeat(length)}`));
        const fragments = paged(rows).pages.flat();
        expect(fragments.filter((fragment) => fragment.isFirst).map((fragment) => fragment.row)).toEqual(rows);
        const text = fragments.flatMap(({ description }) => description.filter((line) => !line.isNote));
        const words = text.flatMap((line) => line.text.split(' '));
        expect(words).toEqual(rows.flatMap((r) => r.cells.description.trim().split(' ')));
      }),
    );
  });

  test('no page is empty unless it is the only one', () => {
    fc.assert(
      fc.property(anyRows, (lengths) => {
        const { pages } = paged(lengths.map((length) => row('word '.repeat(length))));
        expect(pages.slice(0, pages.length > 1 ? undefined : 0).every((page) => page.length > 0)).toBe(true);
      }),
    );
    expect(paged([]).pages).toEqual([[]]);
  });

  test('a row that is too tall for a page is marked as continued on the next one', () => {
    const { layout, pages } = paged([row('word '.repeat(1500))]);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[1]?.[0]).toMatchObject({ isFirst: false, item: ['1'] });
    expect(pages[1]?.[0]?.description[0]).toEqual({ text: '(continued)', isNote: true });
    expect(layout.lineHeight + rowPadding).toBeGreaterThan(0);
  });

  describe('of groups', () => {
    const heading = (name: string): Row => {
      const { cells } = row('');
      const none = Object.fromEntries(Object.keys(cells).map((cell) => [cell, ''])) as Row['cells'];
      return { ...row(''), kind: 'group', cells: { ...none, description: name } };
    };
    const subtotal = (name: string): Row => ({ ...row(`Subtotal ${name}`), kind: 'subtotal' });
    const grouped = (groups: readonly number[][]): Row[] =>
      groups.flatMap((lengths, i) => [
        heading(`Group ${i}`),
        ...lengths.map((length, j) => row(`${i}.${j} ${'word '.repeat(length)}`)),
        subtotal(`${i}`),
      ]);
    const lengths = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: 200, max: 1500 }) },
    );
    const anyGroups = fc.array(fc.array(lengths, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 5 });
    const label = (fragment: Fragment | undefined) => fragment?.description[0]?.text;

    test('only a page that begins within a group repeats its heading, marked as continued', () => {
      const { pages } = paged(grouped([Array(40).fill(1), Array(40).fill(1)]));
      const second = pages.findIndex((page) => page.some((fragment) => label(fragment) === 'Group 1'));
      expect(second).toBeGreaterThan(2);
      const tops = pages.map((page) => label(page[0]));
      expect(tops.slice(0, second)).toEqual(['Group 0', ...Array(second - 1).fill('Group 0 (continued)')]);
      expect(tops.slice(second + 1)).toEqual(Array(pages.length - second - 1).fill('Group 1 (continued)'));
      const again = pages.map((page) => page.filter((f) => f.row.kind === 'group' && !f.isFirst).length);
      expect(again).toEqual(pages.map((page) => (page[0]?.isFirst ? 0 : 1)));
    });

    test('a heading of several lines is repeated on one line', () => {
      const title = `Change order 1 – ${'renforts au toit '.repeat(20)}`;
      const rows = grouped([Array(40).fill(1)]).map((one) => (one.kind === 'group' ? heading(title) : one));
      const { pages } = paged(rows);
      expect(pages[0]?.[0]?.description.length).toBeGreaterThan(1);
      expect(pages[1]?.[0]?.description).toHaveLength(1);
      expect(label(pages[1]?.[0])).toMatch(/^Change order 1 .*… \(continued\)$/);
    });

    test('no page is too full, none ends with a heading, and every row is there once', () => {
      fc.assert(
        fc.property(anyGroups, (groups) => {
          const rows = grouped(groups);
          const { pages } = paged(rows);
          for (const page of pages) {
            expect(heightOf(page)).toBeLessThanOrEqual(room.page);
            expect(page.at(-1)?.row.kind).not.toBe('group');
          }
          expect(heightOf(pages.at(-1) ?? []) + room.totals).toBeLessThanOrEqual(room.page);
          const fragments = pages.flat();
          expect(fragments.filter(({ isFirst }) => isFirst).map((fragment) => fragment.row)).toEqual(rows);
          for (const page of pages.slice(1)) {
            const [first, second] = page;
            if (first?.row.kind !== 'group') {
              // The heading was left out because it did not fit: the row below it nearly fills the page.
              const chain = heightOf(page.slice(0, page[1]?.row.kind === 'subtotal' ? 2 : 1));
              expect(chain + room.totals + 20).toBeGreaterThan(room.page);
            } else if (!first.isFirst) expect(second).toBeDefined();
          }
        }),
      );
    });
  });

  test.each(['$1.00', '-$99,999,999,999.99', `-99\u202f999\u202f999\u202f999,99\u202f$`])(
    'columns are wide enough for %s and fill the page exactly',
    (amount) => {
      const { columns, size } = layOutTable(
        { rows: [row('Steel', amount)], totals: row('Totals', amount), heads, letters },
        960,
      );
      expect(columns.reduce((sum, column) => sum + column.width, 0)).toBe(960);
      for (const column of columns.filter((c) => c.align === 'right' && c.name !== 'percent')) {
        expect(textWidth(amount, { size, weight: 'bold' })).toBeLessThanOrEqual(column.width - 10);
      }
      expect(columns.find((column) => column.name === 'description')?.width).toBeGreaterThanOrEqual(16 * size);
    },
  );

  test('the column for budget codes is left out when no line has one', () => {
    const rows = [{ ...row('Steel'), cells: { ...row('Steel').cells, budgetCode: '' } }];
    const { columns } = layOutTable({ rows, totals: row('Totals'), heads, letters }, 960);
    expect(columns.map((column) => column.name)).not.toContain('budgetCode');
  });
});

describe('the document', () => {
  const texts = (html: string) => html.replaceAll(/<style>[\s\S]*?<\/style>/g, '').replaceAll(/<[^>]*>/g, '\n');

  test('is the same for the same invoice', () => {
    const printed = printedOf(invoiceLines(40));
    const [one, other] = [detailDocument(printed, 'fr'), detailDocument(structuredClone(printed), 'fr')];
    expect(htmlOf(one.pages)).toBe(htmlOf(other.pages));
    expect(one.pages.all.map(({ list }) => list?.())).toEqual(other.pages.all.map(({ list }) => list?.()));
  });

  test('a new table begins after a fixed number of pages, and the heads of all other pages are artifacts', () => {
    const [, ...schedule] = detailDocument(printedOf(invoiceLines(1000)), 'fr').pages.all;
    const rolesOf = ({ list }: Page) => {
      const heads = list?.()
        .boxes.filter(({ top }) => top < 50)
        .map(({ role, scope }) => `${role} ${scope ?? ''}`.trim());
      return [...new Set(heads)].join();
    };
    const begins = schedule.flatMap((page, i) => (rolesOf(page) === 'H2,Artifact,TR,TH Column' ? [i] : []));
    expect(begins).toEqual([...schedule.keys()].filter((i) => i % pagesPerTable === 0));
    expect(begins.length).toBeGreaterThan(1);
    const others = schedule.filter((_, i) => !begins.includes(i));
    expect([...new Set(others.map(rolesOf))]).toEqual(['Artifact']);
  });

  test('escapes every text of the invoice', () => {
    const attack = `"><img src=x onerror=alert(1)>'&<script>`;
    const [line] = invoiceLines(1);
    if (!line) throw new Error('expected one line');
    const base = printedOf([{ ...line, item: attack.slice(0, 40), budgetCode: attack, description: attack }]);
    const hostile = {
      ...base,
      project: { ...base.project, name: attack, number: attack, address: attack },
      company: { ...base.company, name: attack, address: attack, taxNumbers: [{ code: attack, registration: attack }] },
      contract: { ...base.contract, number: attack, title: attack, client: { name: attack, address: attack } },
      invoice: {
        ...base.invoice,
        number: attack,
        taxes: [{ code: attack, rate: '0.05', registration: attack }],
      },
    };
    const html = htmlOf(detailDocument(hostile, 'en').pages);
    const tags = new Set([...html.matchAll(/<([a-z0-9!]+)/gi)].map((match) => match[1]?.toLowerCase()));
    const expected =
      'b body div footer h1 h2 head header html main meta p path section style svg table tbody td th thead tr !doctype';
    expect([...tags].toSorted()).toEqual(expected.split(' ').toSorted());
    expect(html).not.toContain('onerror=alert(1)>');
  });

  test('escapes the letters that the glyph sheet shows', () => {
    const lines = invoiceLines(3).map((line) => ({ ...line, description: '"><b x>&' }));
    const { glyphSheet } = detailDocument(printedOf(lines), 'en').pages;
    const letters = glyphSheet?.samples.find(({ style }) => style === null);
    expect(letters?.text).toContain('<');
    expect(glyphSheet?.html()).toContain(escapeHtml(letters?.text ?? ''));
  });

  test('lets no character of a text through as markup, whatever is typed into a line', () => {
    const typed = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', ' ', '\n', 'b', 'i', 'p'),
      maxLength: 60,
    });
    const known = /<\/?(?:section|header|footer|div|p|b|i|h2|svg|path)(?: [a-z-]+="[^"<>&]*")*\/?>/g;
    fc.assert(
      fc.property(typed, typed, typed, typed, (item, budgetCode, description, unit) => {
        const lines = invoiceLines(6).map((line) => ({ ...line, item, budgetCode, description, unit, quantity: '1' }));
        const [, page] = detailDocument(printedOf(lines), 'fr').pages.all;
        const rest = page
          ?.html()
          .replaceAll(known, '')
          .replaceAll(/&(?:lt|gt|quot|amp);/g, '');
        expect(rest).not.toMatch(/[<>&"]/);
      }),
    );
  });

  test('loads nothing but its logo, which is a data: URL', () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    const base = printedOf(invoiceLines(3));
    const document = detailDocument({ ...base, company: { ...base.company, logo } }, 'en');
    const html = htmlOf(document.pages);
    const links = [...html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]*)/gi)].map((match) => match[1]);
    expect(links).toEqual([logo]);
    expect(html).not.toMatch(/<(?:script|iframe|object|embed|link|base)\b|@import/i);
  });

  test('shows change orders, quantities and tax numbers', () => {
    const html = htmlOf(detailDocument(printedOf(invoiceLines(20)), 'fr').pages);
    const seen = texts(html);
    expect(seen).toContain('Ordre de changement OC-001 – Renforts au toit');
    expect(seen).toContain('1\u202f250,5 m² × 45,25\u202f$');
    expect(seen).toMatch(/TPS \(5\u202f%\)\s+123456789 RT0001\n/);
    expect(seen).toMatch(/TVQ \(9,975\u202f%\)\s+1234567890 TQ0001\n/);
  });

  test('takes a tax number from the company when the invoice gives none', () => {
    const base = printedOf(invoiceLines(1));
    const taxes = [{ code: 'TPS', rate: '0.05', registration: '' }];
    const html = htmlOf(detailDocument({ ...base, invoice: { ...base.invoice, taxes } }, 'en').pages);
    expect(texts(html)).toMatch(/GST \(5%\)\s+123456789 RT0001\n/);
  });
});

describe("the file's name", () => {
  test('is readable in both languages', () => {
    const printed = printedOf([]);
    expect(documentFileName(printed, 'en')).toBe('Invoice 7 - Contract C-104.pdf');
    expect(documentFileName(printed, 'fr')).toBe('Facture 7 - Contrat C-104.pdf');
  });

  test('is a name, not a path', () => {
    const base = printedOf([]);
    const sly = { ...base, invoice: { ...base.invoice, number: '../2026/07' } };
    expect(documentFileName(sly, 'en')).toBe('Invoice ..-2026-07 - Contract C-104.pdf');
  });
});
