import { readFileSync, writeFileSync } from 'node:fs';
import { chromiumRenderer } from '../shared/adapters/chromium/renderer.ts';

/** Our program that bench/cold-start.ts times: HTML to PDF, bundled like the function. */
const [from = '', to = ''] = process.argv.slice(2);
const renderer = chromiumRenderer();
const { pdf } = await renderer.render({
  pages: {
    head: '',
    tail: '',
    all: [{ html: () => readFileSync(from, 'utf8'), list: null, isDrawn: false }],
    glyphSheet: null,
    bookmarks: [],
  },
  title: 'Cold start',
  language: 'en',
  date: '2026-03-16',
});
writeFileSync(to, pdf);
await renderer.close();
