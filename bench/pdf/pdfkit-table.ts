import PDFDocument from 'pdfkit';
import { columnWidths, type Sheet, textColumns } from './sheet.ts';

/** A hand-made table with pdfkit: own page and line breaks, each cell positioned; with or without structure tags. */

const size = 6.5;
const lineHeight = 9;
const padding = 3;
const margin = 36;
const bottom = 612 - margin - 14;
const lefts = columnWidths.map((_, i) => columnWidths.slice(0, i).reduce<number>((sum, width) => sum + width, margin));

type Kit = InstanceType<typeof PDFDocument>;
type Fonts = { regular: string; bold: string };

/** Greedy line breaking by words. Widths are cached, because texts repeat. */
const wrapper = (doc: Kit) => {
  const known = new Map<string, number>();
  const widthOf = (text: string): number => {
    const width = known.get(text) ?? doc.widthOfString(text);
    known.set(text, width);
    return width;
  };
  return (text: string, room: number): string[] => {
    if (widthOf(text) <= room) return [text];
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && doc.widthOfString(longer) > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  };
};

type Tag = 'TH' | 'TD';
type RowCells = { cells: { lines: string[]; tag: Tag }[]; height: number };

const drawCell = (doc: Kit, lines: readonly string[], column: number, top: number): void => {
  const left = lefts[column] ?? 0;
  const right = left + (columnWidths[column] ?? 0) - padding;
  lines.forEach((text, i) => {
    const x = column < textColumns ? left + padding : right - doc.widthOfString(text);
    doc.text(text, x, top + padding + i * lineHeight, { lineBreak: false });
  });
};

/** Draws rows directly onto the page, or also into a table of the structure tree. */
const drawers = (doc: Kit, tagged: boolean) => {
  const table = tagged ? doc.struct('Table') : null;
  if (table) doc.addStructure(table);
  const content = ({ cells }: RowCells, top: number) => {
    cells.forEach(({ lines }, column) => {
      drawCell(doc, lines, column, top);
    });
  };
  return {
    row: (row: RowCells, top: number) => {
      if (!table) return content(row, top);
      const tr = doc.struct('TR');
      table.add(tr);
      row.cells.forEach(({ lines, tag }, column) => {
        tr.add(doc.struct(tag, {}, () => drawCell(doc, lines, column, top)));
      });
      tr.end();
    },
    artifact: (draw: () => void) => {
      if (!tagged) return draw();
      doc.markContent('Artifact', { type: 'Pagination' });
      draw();
      doc.endMarkedContent();
    },
    head: (row: RowCells, top: number) => content(row, top),
    end: () => table?.end(),
  };
};

/** Each row is a single text, which is less work than the other programs do. */
const firstPage = (doc: Kit, { heading, front }: Sheet, tagged: boolean, fonts: Fonts): void => {
  const part = (tag: string, draw: () => void) => (tagged ? doc.addStructure(doc.struct(tag, {}, draw)) : draw());
  let top = margin;
  const add = (tag: string, text: string, room: number) => {
    if (text === '') return;
    const y = top;
    part(tag, () => doc.text(text, margin, y, { lineBreak: false }));
    top += room;
  };
  doc.font(fonts.bold).fontSize(16);
  add('H1', heading, 20);
  for (const block of front) {
    doc.font(fonts.bold).fontSize(7);
    add('H2', block.heading, 9);
    doc.font(fonts.regular);
    for (const cells of block.rows) add('P', cells.join('   '), 8);
  }
};

const bytesOf = async (doc: Kit): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.once('end', resolve));
  doc.end();
  await ended;
  return Buffer.concat(chunks);
};

export const pdfkitTable = async (sheet: Sheet, fonts: Fonts, tagged: boolean): Promise<Uint8Array> => {
  const doc = new PDFDocument({
    size: 'LETTER',
    layout: 'landscape',
    margin: 0,
    bufferPages: true,
    info: { Title: sheet.title },
    ...(tagged ? { tagged: true, pdfVersion: '1.7', lang: 'en-CA', displayTitle: true } : {}),
  });
  firstPage(doc, sheet, tagged, fonts);
  doc.font(fonts.regular).fontSize(size);
  const wrap = wrapper(doc);
  const rowOf = (texts: readonly string[], head: boolean): RowCells => {
    const cells = texts.map((text, column) => ({
      lines: column === 2 || head ? wrap(text, (columnWidths[column] ?? 0) - 2 * padding) : [text],
      tag: head || column === 0 ? ('TH' as const) : ('TD' as const),
    }));
    return { cells, height: Math.max(...cells.map(({ lines }) => lines.length)) * lineHeight + 2 * padding };
  };
  const draw = drawers(doc, tagged);
  const head = rowOf(sheet.heads, true);
  const drawRunning = () => {
    const [left, right] = sheet.running;
    doc.text(left, margin + padding, margin, { lineBreak: false });
    doc.text(right, 756 - padding - doc.widthOfString(right), margin, { lineBreak: false });
  };
  let top = bottom;
  let isFirst = true;
  for (const row of [...sheet.rows.map((texts) => rowOf(texts, false)), rowOf(sheet.totals, true)]) {
    if (top + row.height > bottom) {
      doc.addPage().font(fonts.bold).fontSize(size);
      draw.artifact(drawRunning);
      top = margin + lineHeight + padding;
      const headTop = top;
      if (isFirst) draw.row(head, headTop);
      else draw.artifact(() => draw.head(head, headTop));
      isFirst = false;
      doc.font(fonts.regular);
      top += head.height;
    }
    draw.row(row, top);
    const rule = top + row.height;
    draw.artifact(() => doc.lineWidth(0.5).moveTo(margin, rule).lineTo(756, rule).stroke('#cccccc'));
    top = rule;
  }
  draw.end();
  const { count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    doc.switchToPage(i);
    draw.artifact(() => doc.text(`${sheet.foot} Page ${i + 1} of ${count}`, margin, bottom + 4, { lineBreak: false }));
  }
  return bytesOf(doc);
};
