import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { labels } from '../../../shared/words/words.ts';
import { withLogo } from '../../fixtures/logos.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';
import { plain, type ReadPdf, readPdf } from '../../readers/read-pdf.ts';
import { readTags, type Tag, type Tags, tagsOf } from '../../readers/read-tags.ts';
import { expectedRows } from './expected-table.ts';

/**
 * Checks what a screen reader, a search and the side bar of a PDF reader use, in a document of six pages with a logo.
 */

const renderer = chromiumRenderer({
  onUndrawn: ({ reason }) => {
    throw new Error(reason);
  },
});
afterAll(() => renderer.close());

const printed = withLogo(printedOf(invoiceLines(120)));

/** The target of each bookmark: the page, and the height above its lower edge in points. */
const outlineOf = async (pdf: Uint8Array) => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  type Entry = { title: string; dest: unknown; items: Entry[] };
  const flat = async (
    entries: Entry[],
    level: number,
  ): Promise<{ title: string; level: number; page: number; y: number }[]> => {
    const lists = entries.map(async ({ title, dest, items }) => {
      const [page, , , y] = dest as [Parameters<typeof document.getPageIndex>[0], unknown, unknown, number];
      return [{ title, level, page: await document.getPageIndex(page), y }, ...(await flat(items, level + 1))];
    });
    return (await Promise.all(lists)).flat();
  };
  const found = await flat((await document.getOutline()) as Entry[], 0);
  await loading.destroy();
  return found;
};

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  const words = labels(language).invoice;
  let pdf: Uint8Array;
  let read: ReadPdf;
  let tags: Tags;
  beforeAll(async () => {
    ({ pdf } = await renderer.render(detailDocument(printed, language)));
    read = await readPdf(pdf);
    tags = await readTags(pdf);
    expect(read.pages.length).toBeGreaterThan(5);
  });

  test('the file states that it is tagged, states its language, and shows its title instead of its name', () => {
    expect(read.title).toBe(words.documentTitle('7', 'C-104', printed.project.name));
    expect(tags.catalog).toContain(`/Lang(${language}-CA)`);
    expect(tags.catalog).toContain('/MarkInfo<</Marked true>>');
    expect(tags.catalog).toContain('/ViewerPreferences<</DisplayDocTitle true>>');
  });

  test('the tree has headings, paragraphs, one picture and tables, each inside a permitted parent', () => {
    const inside: Record<string, string[]> = {
      Document: ['H1', 'H2', 'P', 'Figure', 'Table'],
      Table: ['THead', 'TBody'],
      THead: ['TR'],
      TBody: ['TR'],
      TR: ['TH', 'TD'],
    };
    const wrong = (tag: Tag): string[] =>
      tag.children.flatMap((child) => [
        ...(inside[tag.role]?.includes(child.role) ? [] : [`${child.role} in ${tag.role}`]),
        ...wrong(child),
      ]);
    expect(tags.root.role).toBe('Document');
    expect(wrong(tags.root)).toEqual([]);
    const headings = tags.root.children
      .filter(({ role }) => /^H\d$/.test(role))
      .map(({ role, text }) => `${role} ${text}`);
    expect(headings).toEqual([
      `H1 ${words.invoice} 7`,
      ...[words.billTo, words.project, words.clientContract].map((h) => `H2 ${h}`),
      ...[words.summary, words.retainage.title, words.changeOrders, words.taxes].map((h) => `H2 ${h}`),
      `H2 ${words.scheduleOfValues} – ${printed.company.name}`,
    ]);
  });

  test('each header cell states its scope and the number of columns that it covers', () => {
    const rows = tagsOf(tags.root.children.at(-1) as Tag, 'TR').map(({ children }) =>
      children.map(({ role, attributes: { Scope = '', ColSpan = '1' } }) => `${role} ${Scope} ${ColSpan}`),
    );
    const expected = expectedRows(printed, language).map(({ kind, cells }) => {
      if (kind === 'head') return cells.map(() => 'TH Column 1');
      if (kind === 'group') return ['TH Row 11'];
      const first = kind === 'line' ? 'TH Row 1' : 'TH Row 3';
      return [first, ...cells.slice(1).map(() => 'TD  1')];
    });
    expect(rows).toEqual(expected);
    const [summary, retainage, changeOrders, taxes] = tagsOf(tags.root, 'Table');
    const scopes = (table: Tag | undefined) =>
      (table ? tagsOf(table, 'TR') : []).map(({ children }) =>
        children.flatMap(({ attributes }) => attributes.Scope ?? []),
      );
    expect(scopes(summary)).toEqual(Array(11).fill(['Row']));
    expect(scopes(retainage)).toEqual([Array(5).fill('Column'), ['Row'], ['Row']]);
    expect(scopes(changeOrders)).toEqual([['Column', 'Column', 'Column'], ['Row'], ['Row'], ['Row']]);
    expect(scopes(taxes)).toEqual([['Row'], ['Row'], ['Row']]);
  });

  test('the content is drawn in reading order, and every part of it belongs to the tree', () => {
    const content = (tag: Tag): Tag['content'] => [...tag.content, ...tag.children.flatMap(content)];
    const order = content(tags.root);
    const everything = tags.pages.flatMap(({ elements }, page) => elements.map((_, mcid) => ({ page, mcid })));
    expect(order).toEqual(everything);
  });

  test('the repeated heads and feet alone are artifacts, word for word, and no text is unmarked', () => {
    const foot = (page: number) =>
      `${printed.project.number} ${printed.project.name} · ${words.invoice} 7 · ${words.contract} C-104 ${words.pageOf(page, read.pages.length)}`;
    const period = words.period(printed.invoice.billingPeriod.start, printed.invoice.billingPeriod.end);
    const right = `${words.invoice} 7 · ${words.contract} C-104 · ${period}`;
    const heads = Object.entries(words.columns).map(([name, head]) =>
      name === 'budgetCode' ? head : `${head} ${words.letters[name as keyof typeof words.letters]}`,
    );
    const head = `${words.scheduleOfValues} – ${printed.company.name} ${right} ${heads.join(' ')}`;
    const order = `${words.changeOrder} OC-001 – Renforts au toit`;
    const again = (page: number) => `${page < read.pages.length ? words.contractWorks : order} (${words.continued})`;
    const texts = tags.pages.map(({ artifacts }) => artifacts.join(' '));
    expect(texts[0]).toBe(foot(1));
    expect(texts[1]).toBe(`${right} ${foot(2)}`);
    expect(texts.slice(2)).toEqual(texts.slice(2).map((_, i) => `${head} ${again(i + 3)} ${foot(i + 3)}`));
    expect(tags.pages.flatMap(({ unmarked }) => unmarked)).toEqual([]);
  });

  test('the logo is a picture with the company’s name and its place, and nothing else is drawn in its tag', () => {
    const figures = tagsOf(tags.root, 'Figure');
    expect(figures.map(({ attributes }) => attributes.Alt)).toEqual([printed.company.name]);
    expect(figures[0]?.attributes.BBox).toMatch(/^\[36\.00 /);
    const mcid = figures[0]?.content[0]?.mcid;
    const drawn = new RegExp(`/Figure<</MCID ${mcid}>>BDC\\n([^]*?)EMC`).exec(tags.pages[0]?.content ?? '')?.[1];
    expect(drawn?.match(/ Do\n/g)).toHaveLength(1);
    expect(drawn).not.toContain('Tj');
  });

  test('each bookmark leads to the heading that it names', async () => {
    const outline = await outlineOf(pdf);
    expect(outline.map(({ title, level }) => [title, level])).toEqual([
      [`${words.invoice} 7`, 0],
      [words.scheduleOfValues, 0],
      [words.contractWorks, 1],
      [`${words.changeOrder} OC-001 – Renforts au toit`, 1],
    ]);
    for (const { title, page, y } of outline) {
      const { placed = [] } = read.pages[page] ?? {};
      const below = placed.filter(({ baseline }) => baseline < y).toSorted((a, b) => b.baseline - a.baseline);
      const top = below[0]?.baseline ?? 0;
      const line = below.filter(({ baseline }) => top - baseline < 20);
      expect(plain(line.map(({ text }) => text).join(' ')), title).toContain(title);
      expect(y - top, title).toBeLessThan(80);
    }
  });
});
