import { parseArgs } from 'node:util';

/** What is printed, by whom, how often, and how long one may take. */
export type Options = { sizes: number[]; peers: string[]; runs: number; budget: number };

const everybody = [
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
  --quick   10, 100 and 1,000 lines, fewer runs, nobody who takes over 15 s: under two minutes
  --runs    at most this many runs of each (fewer of what takes long)
  --budget  seconds that one run may take; warm Chromium gets five times as many, since a promise is about it
peers: ${everybody.join(', ')}`;

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
  const peers = values.peers?.split(',') ?? everybody;
  const unknown = peers.find((name) => !everybody.includes(name));
  if (unknown) throw new Error(`no peer ${unknown}\n${usage}`);
  return {
    sizes: (values.sizes ?? (values.quick ? '10,100,1000' : '10,100,1000,5000,20000')).split(',').map(Number),
    peers,
    runs: Number(values.runs ?? (values.quick ? 5 : 9)),
    budget: Number(values.budget ?? (values.quick ? 15 : 60)),
  };
};

export const budgetOf = (peer: string, budget: number): number => (peer === 'warm-chromium' ? 5 * budget : budget);
