import { readFileSync, writeFileSync } from 'node:fs';
import { chromiumRenderer } from '../shared/adapters/chromium/renderer.ts';

/** One of the two programs that bench/cold-start.ts times: ours, bundled as the function is. HTML in, PDF out. */
const [from = '', to = ''] = process.argv.slice(2);
const renderer = chromiumRenderer();
const { pdf } = await renderer.render({
  html: readFileSync(from, 'utf8'),
  title: 'Cold start',
  language: 'en',
  date: '2026-03-16',
});
writeFileSync(to, pdf);
await renderer.close();
