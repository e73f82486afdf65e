import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { plain } from './read-pdf.ts';

/** A node of a page's structure tree as pdf.js reads it, which is what a screen reader gets. */
export type StructureNode = { role: string; text: string; children: StructureNode[] };

type Node = { role?: string; type?: string; id?: string; children?: Node[] };

/** Texts by the id of their marked content. pdf.js adds the spaces between texts, and reports where a line ends. */
const textsOf = (items: readonly object[]): Map<string, string> => {
  const texts = new Map<string, string>();
  const open: string[] = [];
  for (const item of items as { str?: string; hasEOL?: boolean; type?: string; id?: string }[]) {
    if (item.str !== undefined) {
      const text = `${item.str}${item.hasEOL ? '\n' : ''}`;
      for (const id of open) texts.set(id, (texts.get(id) ?? '') + text);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.id ?? '');
  }
  return texts;
};

export const readStructure = async (pdf: Uint8Array): Promise<StructureNode[]> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages: StructureNode[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = textsOf(items);
    const nodeOf = ({ role = '', children = [] }: Node): StructureNode => ({
      role,
      text: plain(children.map(({ id }) => (id ? (texts.get(id) ?? '') : '')).join(' ')),
      children: children.filter((child) => !child.id).map(nodeOf),
    });
    pages.push(nodeOf(((await page.getStructTree()) ?? {}) as Node));
  }
  await loading.destroy();
  return pages;
};

/** All nodes of a role, outermost first. */
export const nodesOf = (node: StructureNode, role: string): StructureNode[] => [
  ...(node.role === role ? [node] : []),
  ...node.children.flatMap((child) => nodesOf(child, role)),
];
