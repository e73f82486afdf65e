import { parseArgs } from 'node:util';

/** Sizes in lines, programs, runs of each, and the seconds that one run may take. */
export type Options = { sizes: number[]; peers: string[]; runs: number; budget: number };

const allPeers = [
  'ours',
  'warm-chromium',
  'tutorial-chromium',
  'pdfkit-tagged',
  'pdfkit',
  'pdfmake',
  'react-pdf',
  'weasyprint',
  'wkhtmltopdf',
];

export const usage = `node bench/pdf.ts [--quick] [--sizes 10,100] [--peers ours,pdfkit] [--runs 7] [--budget 60]
  --quick   10, 100 and 1,000 lines, fewer runs, no peer that takes over 15 s: under two minutes
  --runs    maximum number of runs of each peer (slow ones run less often)
  --budget  seconds that one run may take; warm Chromium gets five times as many, because a promise depends on it
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
  };
};

export const budgetOf = (peer: string, budget: number): number => (peer === 'warm-chromium' ? 5 * budget : budget);
