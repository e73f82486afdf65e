import { parseArgs } from 'node:util';

/** Sizes in lines, programs, runs of each, the seconds that one run may take, and whether README gets the figures. */
export type Options = { sizes: number[]; peers: string[]; runs: number; budget: number; readme: boolean };

const allPeers = [
  'ours',
  'ours-without-data',
  'warm-chromium',
  'tutorial-chromium',
  'pdfkit-tagged',
  'pdfkit',
  'pdfmake',
  'react-pdf',
  'weasyprint',
  'wkhtmltopdf',
  'typst',
];

export const usage = `node bench/pdf.ts [--quick] [--sizes 10,100] [--peers ours,pdfkit] [--runs 7] [--budget 60] [--readme]
  --quick   10, 100 and 1,000 lines, fewer runs, no peer that takes over 15 s
  --runs    maximum number of runs of each peer (slow ones run less often)
  --budget  seconds that one run may take; warm Chromium gets five times as many, because a promise depends on it
  --readme  writes the table of figures into README.md
The first 30 documents of each program are not counted. npm run bench:peers installs WeasyPrint, wkhtmltopdf, Typst.
peers: ${allPeers.join(', ')}`;

export const readOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      peers: { type: 'string' },
      runs: { type: 'string' },
      budget: { type: 'string' },
      readme: { type: 'boolean', default: false },
    },
  });
  const peers = values.peers?.split(',') ?? allPeers;
  const unknown = peers.find((name) => !allPeers.includes(name));
  if (unknown) throw new Error(`unknown peer ${unknown}\n${usage}`);
  return {
    sizes: (values.sizes ?? (values.quick ? '10,100,1000' : '10,100,1000,5000,20000')).split(',').map(Number),
    peers,
    runs: Number(values.runs ?? (values.quick ? 5 : 9)),
    budget: Number(values.budget ?? (values.quick ? 15 : 60)),
    readme: values.readme,
  };
};

export const budgetOf = (peer: string, budget: number): number => (peer === 'warm-chromium' ? 5 * budget : budget);
