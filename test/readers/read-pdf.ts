import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type Placed = { text: string; left: number; right: number; baseline: number; height: number };

/** A PDF as pdf.js reads it, independently of the code that wrote the file. */
export type ReadPdf = {
  title: string;
  language: string;
  tagged: boolean;
  width: number;
  height: number;
  pages: { placed: Placed[]; text: string; roles: string[] }[];
};

type Node = { role?: string; children?: Node[] };
const rolesOf = (node: Node | null): string[] =>
  node ? [node.role ?? '', ...(node.children ?? []).flatMap(rolesOf)].filter((role) => role !== '') : [];

/** Makes one space of any white space, which is how it looks to a person. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Removes all white space, because our line breaks add some where the text had none. */
export const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

export const readPdf = async (pdf: Uint8Array): Promise<ReadPdf> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const { info } = await document.getMetadata();
  const facts = info as { Title?: string; Language?: string };
  const marks = (await document.getMarkInfo()) as unknown as Map<string, boolean> | null;
  const numbers = Array.from({ length: document.numPages }, (_, i) => i + 1);
  const pages = [];
  let size = { width: 0, height: 0 };
  for (const number of numbers) {
    const page = await document.getPage(number);
    size = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const placed = content.items.flatMap((item): Placed[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , left = 0, baseline = 0] = item.transform as number[];
      return [{ text: item.str, left, right: left + item.width, baseline, height: item.height }];
    });
    const text = plain(
      content.items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join(' '),
    );
    pages.push({ placed, text, roles: rolesOf((await page.getStructTree()) as Node | null) });
  }
  await loading.destroy();
  return {
    title: facts.Title ?? '',
    language: facts.Language ?? '',
    tagged: marks?.get('Marked') === true,
    width: size.width,
    height: size.height,
    pages,
  };
};
