import { type Box, pagePoints, pointsPerPixel } from '../drawing.ts';
import { textString } from '../syntax.ts';
import type { Item } from '../tagged-item.ts';
import type { ObjectWriter } from './write-objects.ts';

/**
 * Document > H1 … P, Table > THead, TBody > TR > TH, TD (ISO 32000-1, 14.7 and 14.8). A table continues over pages
 * until an item other than a row follows. The rows of each page form one TBody, so that a reader showing one page
 * unpacks little else.
 */
export type StructureTree = {
  /** Adds the page's items to the tree, and its numbered items to the parent tree. */
  addPage(items: readonly Item[], page: number): void;
  /** Writes the tree and returns the object number of its root. */
  finish(): number;
};

const isHead = (row: Item): boolean =>
  row.children.length > 0 && row.children.every(({ role, scope }) => role === 'TH' && scope === 'Column');

const list = (numbers: readonly number[]): string => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;

const boxText = ({ left, top, right, bottom }: Box): string => {
  const { height, margin } = pagePoints;
  const x = (px: number) => (margin + px * pointsPerPixel).toFixed(2);
  const y = (px: number) => (height - margin - px * pointsPerPixel).toFixed(2);
  return `[${x(left)} ${y(bottom)} ${x(right)} ${y(top)}]`;
};

export const structureTree = (writer: ObjectWriter): StructureTree => {
  const root = writer.reserve();
  const document = writer.reserve();
  const kids: number[] = [];
  const parents: number[] = [];
  const attributes = new Map<string, number>();
  let table: { number: number; sections: number[] } | null = null;

  /** Shares attribute objects: there are thousands of cells, but only a few kinds. */
  const attributeOf = (text: string): number => {
    const number = attributes.get(text) ?? writer.add(text);
    attributes.set(text, number);
    return number;
  };
  const attributeText = ({ scope, span, picture }: Item): string => {
    if (picture?.image) return `/A<</O/Layout/BBox${boxText(picture.image)}>>`;
    if (!scope && span === 1) return '';
    const text = `<</O/Table${scope ? `/Scope/${scope}` : ''}${span > 1 ? `/ColSpan ${span}` : ''}>>`;
    return `/A ${attributeOf(text)} 0 R`;
  };

  const addPage: StructureTree['addPage'] = (items, page) => {
    const elements: number[] = [];
    const addItem = (item: Item, parent: number): number => {
      const number = writer.reserve();
      const own = item.number;
      if (own !== null) elements[own] = number;
      const children = item.role === 'Table' ? addRows(item.children, number) : addAll(item.children, number);
      const content = own === null ? '' : String(own);
      const inner = children.map((child) => `${child} 0 R`).join(' ');
      const k = children.length > 0 ? `/K[${content} ${inner}]` : content && `/K ${content}`;
      const alt = item.role === 'Figure' ? `/Alt${textString(item.alt)}` : '';
      const on = own === null ? '' : `/Pg ${page} 0 R`;
      return writer.add(`<</S/${item.role}/P ${parent} 0 R${k}${on}${attributeText(item)}${alt}>>`, number);
    };
    const addAll = (all: readonly Item[], parent: number): number[] =>
      all.filter(({ role }) => role !== 'Artifact').map((item) => addItem(item, parent));
    const addSection = (role: string, rows: readonly Item[], parent: number): number[] => {
      if (rows.length === 0) return [];
      const number = writer.reserve();
      const inner = addAll(rows, number);
      return [writer.add(`<</S/${role}/P ${parent} 0 R/K${list(inner)}>>`, number)];
    };
    const addRows = (rows: readonly Item[], parent: number, isGoingOn = false): number[] => {
      const body = isGoingOn ? 0 : rows.findIndex((row) => !isHead(row));
      const heads = Math.max(body, 0);
      return [...addSection('THead', rows.slice(0, heads), parent), ...addSection('TBody', rows.slice(heads), parent)];
    };

    let rows: Item[] = [];
    const endRows = () => {
      if (rows.length === 0) return;
      const isGoingOn = table !== null;
      table ??= { number: writer.reserve(), sections: [] };
      table.sections.push(...addRows(rows, table.number, isGoingOn));
      rows = [];
    };
    for (const item of items) {
      if (item.role === 'TR') rows.push(item);
      else if (item.role !== 'Artifact') {
        endRows();
        endTable();
        kids.push(addItem(item, document));
      }
    }
    endRows();
    parents.push(writer.add(list(elements)));
  };

  const endTable = () => {
    if (!table) return;
    kids.push(writer.add(`<</S/Table/P ${document} 0 R/K${list(table.sections)}>>`, table.number));
    table = null;
  };

  return {
    addPage,
    finish: () => {
      endTable();
      writer.add(`<</S/Document/P ${root} 0 R/K${list(kids)}>>`, document);
      const numbered = parents.map((parent, page) => `${page} ${parent} 0 R`).join(' ');
      const tree = `/ParentTree<</Nums[${numbered}]>>/ParentTreeNextKey ${parents.length}`;
      return writer.add(`<</Type/StructTreeRoot/K ${document} 0 R${tree}>>`, root);
    },
  };
};
