import { Document, Font, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { createElement as h } from 'react';
import { noto } from '../fonts.ts';
import type { Block } from '../front.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { columnWidths, type Sheet, sheetOf, textColumns } from '../sheet.ts';

const style = StyleSheet.create({
  page: { padding: 36, fontFamily: 'Noto', fontSize: 6.5 },
  row: { flexDirection: 'row', borderBottom: '0.5pt solid #cccccc', paddingVertical: 2 },
  front: { flexDirection: 'row' },
  cell: { width: 240 },
  title: { fontSize: 16 },
  foot: { position: 'absolute', left: 36, bottom: 16 },
});
const cellStyle = columnWidths.map((width, i) => ({
  width,
  paddingHorizontal: 2,
  textAlign: i < textColumns ? ('left' as const) : ('right' as const),
}));

const row = (cells: readonly string[], key: string, fixed = false) =>
  h(
    View,
    { key, style: style.row, wrap: false, fixed },
    cells.map((text, i) => h(Text, { key: i, style: cellStyle[i] ?? {} }, text)),
  );

const foot = (sheet: Sheet) =>
  h(Text, {
    key: 'foot',
    style: style.foot,
    fixed: true,
    render: ({ pageNumber, totalPages }) => `${sheet.foot} Page ${pageNumber} of ${totalPages}`,
  });

const front = ({ heading, rows }: Block, block: number) =>
  h(View, { key: block }, [
    h(Text, { key: 'heading' }, heading),
    ...rows.map((cells, key) =>
      h(
        View,
        { key, style: style.front },
        cells.map((text, i) => h(Text, { key: i, style: style.cell }, text)),
      ),
    ),
  ]);

const documentOf = (sheet: Sheet) =>
  h(
    Document,
    { title: sheet.title },
    h(
      Page,
      { size: 'LETTER', orientation: 'landscape', style: style.page },
      h(Text, { style: style.title }, sheet.heading),
      sheet.front.map(front),
      foot(sheet),
    ),
    h(
      Page,
      { size: 'LETTER', orientation: 'landscape', style: style.page },
      h(View, { style: style.row, fixed: true }, [
        h(Text, { key: 'left', style: style.cell }, sheet.running[0]),
        h(Text, { key: 'right' }, sheet.running[1]),
      ]),
      row(sheet.heads, 'head', true),
      sheet.rows.map((cells, i) => row(cells, String(i))),
      row(sheet.totals, 'totals'),
      foot(sheet),
    ),
  );

export const peer: Peer = {
  label: '@react-pdf/renderer',
  open: async () => {
    const { regular, bold } = noto();
    Font.register({ family: 'Noto', fonts: [{ src: regular }, { src: bold, fontWeight: 'bold' }] });
    return { print: (printed) => renderToBuffer(documentOf(sheetOf(printed))), close: nothingToClose };
  },
};
