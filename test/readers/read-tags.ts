import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { catalogOf, type Objects, objectsOf, pageNumbersOf, reference, referencesIn } from './read-objects.ts';
import { plain } from './read-pdf.ts';

/** An element of the structure tree, with the attributes that pdf.js does not report. */
export type Tag = {
  role: string;
  /** Attributes of the element, by name: Scope, ColSpan, BBox, Alt. */
  attributes: Record<string, string>;
  /** Where its marked content is, in the order of the tree: the index of the page, and the MCID. */
  content: { page: number; mcid: number }[];
  text: string;
  children: Tag[];
};
export type Tags = {
  catalog: string;
  root: Tag;
  pages: {
    /** Texts of the artifacts, in drawing order. */
    artifacts: string[];
    /** Texts outside of any marked content. */
    unmarked: string[];
    /** The page's drawing operators. */
    content: string;
    /** The object number of the element of each MCID, from the parent tree. */
    elements: string[];
  }[];
};

const decoded = (string: string): string =>
  string.startsWith('<FEFF')
    ? Buffer.from(string.slice(5, -1), 'hex').swap16().toString('utf16le')
    : string.slice(1, -1).replaceAll(/\\(.)/g, '$1');

const attributesOf = (element: string, objects: Objects): Record<string, string> => {
  const own = /\/A<<(.*?)>>/.exec(element)?.[1] ?? '';
  const shared = reference(element, 'A');
  const text = shared === '' ? own : objects.text(shared);
  const alt = /\/Alt(\((?:\\.|[^\\)])*\)|<[0-9A-F]*>)/.exec(element)?.[1];
  const pairs = [...text.matchAll(/\/(Scope|ColSpan|BBox)[ /]?(\[[^\]]*\]|\w+)/g)].map(([, key, value]) => [
    key,
    value,
  ]);
  return Object.fromEntries([...pairs, ...(alt === undefined ? [] : [['Alt', decoded(alt)]])]);
};

/** Sorts a page's texts: marked content goes into `texts` under `page mcid`, the rest is returned. */
const textsOf = (items: readonly object[], page: number, texts: Map<string, string>) => {
  const open: (string | null)[] = [];
  const artifacts: string[] = [];
  const unmarked: string[] = [];
  for (const item of items as { str?: string; hasEOL?: boolean; type?: string; id?: string; tag?: string }[]) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type !== undefined) {
      if (item.tag === 'Artifact') artifacts.push('');
      open.push(item.id ? `${page} ${/_mc(\d+)$/.exec(item.id)?.[1]}` : (item.tag ?? null));
    } else if (item.str !== undefined) {
      const text = `${item.str}${item.hasEOL ? '\n' : ''}`;
      const own = open.findLast((id) => id === 'Artifact' || /^\d/.test(id ?? ''));
      if (own === 'Artifact') artifacts.push((artifacts.pop() ?? '') + text);
      else if (own) texts.set(own, (texts.get(own) ?? '') + text);
      else if (item.str.trim() !== '') unmarked.push(item.str);
    }
  }
  return { artifacts: artifacts.map(plain).filter((text) => text !== ''), unmarked };
};

export const readTags = async (pdf: Uint8Array): Promise<Tags> => {
  const objects = objectsOf(pdf);
  const catalog = catalogOf(pdf, objects);
  const pageNumbers = pageNumbersOf(catalog, objects);
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const texts = new Map<string, string>();
  const treeRoot = objects.text(reference(catalog, 'StructTreeRoot'));
  const parents = referencesIn(/\/Nums\[([^\]]*)\]/.exec(treeRoot)?.[1] ?? '');
  const pages: Tags['pages'] = [];
  for (const [i, number] of pageNumbers.entries()) {
    const page = await document.getPage(i + 1);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const read = textsOf(items, i, texts);
    const content = objects.stream(reference(objects.text(number), 'Contents'));
    pages.push({ ...read, content, elements: referencesIn(objects.text(parents[i] ?? '')) });
  }
  await loading.destroy();

  const tagOf = (number: string, parent: string): Tag => {
    const element = objects.text(number);
    if (reference(element, 'P') !== parent) throw new Error(`the parent of element ${number} is not ${parent}`);
    const inside = /\/K(?:\[([^\]]*)\]| (\d+)(?!\d* 0 R))/.exec(element);
    const page = pageNumbers.indexOf(reference(element, 'Pg'));
    const kids = (inside?.[1] ?? inside?.[2] ?? '').trim();
    const own = /^\d+(?!\d* 0 R)/.exec(kids)?.[0];
    const content = own === undefined ? [] : [{ page, mcid: Number(own) }];
    if (own !== undefined && pages[page]?.elements[Number(own)] !== number)
      throw new Error(`the parent tree of page ${page} does not name element ${number}`);
    return {
      role: /\/S\/(\w+)/.exec(element)?.[1] ?? '',
      attributes: attributesOf(element, objects),
      content,
      text: plain(content.map(({ mcid }) => texts.get(`${page} ${mcid}`) ?? '').join('')),
      children: referencesIn(kids).map((child) => tagOf(child, number)),
    };
  };
  const root = reference(catalog, 'StructTreeRoot');
  return { catalog, root: tagOf(reference(treeRoot, 'K'), root), pages };
};

/** All elements of a role, in reading order. */
export const tagsOf = (tag: Tag, role: string): Tag[] => [
  ...(tag.role === role ? [tag] : []),
  ...tag.children.flatMap((child) => tagsOf(child, role)),
];
