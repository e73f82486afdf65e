import { createHash, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes one large invoice through a running `npm start` (import, lines, invoice, composer, preview, send) and prints
 * the milliseconds of each request: `node bench/large-invoice.ts [lines] [port] [mailbox port]`
 */
const [lineCount = 20_000, port = 4000, mailboxPort = 4001] = process.argv.slice(2).map(Number);
const base = `http://127.0.0.1:${port}`;
const project = '/projects/prj_rapides';
const invoice = `${project}/invoices/inv_bench-${lineCount}`;

type Json = Record<string, unknown> & { items?: unknown[] };
type Answer = { status: number; json: Json; ms: number };

const post = async (path: string, body: unknown, method = 'POST'): Promise<Response> =>
  fetch(`${base}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const issued = await (await post('/local/token', { user: 'usr_amelie' })).json();
const authorization = `Bearer ${(issued as { token: string }).token}`;

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const start = performance.now();
  const response = await fetch(`${base}/api${path}`, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: Answer = {
    status: response.status,
    json: text ? JSON.parse(text) : {},
    ms: Math.round(performance.now() - start),
  };
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return answer;
};

const say = (what: string, answers: { ms: number }[]): void =>
  console.log(`${what.padEnd(44)} ${answers.map(({ ms }) => ms).join(' ')}`);
const times = async (count: number, ask: () => Promise<Answer>): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let i = 0; i < count; i += 1) answers.push(await ask());
  return answers;
};

const money = (cents: number): string => (cents / 100).toFixed(2);
const scheduledOf = (i: number): number => 100_000 + (i % 97) * 1_111;
const run = randomUUID().slice(0, 8);
/** The first description contains the run's name, so that each run prints a different version. */
const line = (_: unknown, i: number) => ({
  item: String(i + 1),
  budgetCode: `05-${String(100 + (i % 800))}`,
  description:
    i % 7 === 0
      ? `Poutres et colonnes d'acier, axes ${i} à ${i + 4}, boulonnage, peinture d'apprêt et retouches au chantier ${i === 0 ? run : ''}`
      : `Pièce d'acier no ${i}`,
  scheduledValue: money(scheduledOf(i)),
  previous: '0.00',
  thisPeriod: money(Math.round(scheduledOf(i) * 0.4)),
  materialsStored: i % 11 === 0 ? '125.50' : '0.00',
  workRetainage: { rate: '0.10' },
  materialsRetainage: { rate: '0.10' },
});
const lines = Array.from({ length: lineCount }, line);
const sum = lines.reduce((total, _, i) => total + scheduledOf(i), 0);

await call('PUT', `${project}/contracts/con_bench-${lineCount}`, {
  number: `B-${lineCount}`,
  title: 'Very many lines',
  client: 'Construction Beaurivage ltée',
  date: '2026-06-12',
  originalSum: money(sum),
  recipients: { to: ['cnt_julie'], cc: [] },
});

const ndjson = Buffer.from(lines.map((one) => JSON.stringify(one)).join('\n'));
const sha256 = createHash('sha256').update(ndjson).digest('hex');
const announced = await call('POST', `${project}/attachments`, {
  fileName: 'lines.ndjson',
  bytes: ndjson.length,
  contentType: 'application/x-ndjson',
  sha256,
});
const { url, headers } = announced.json.upload as { url: string; headers: Record<string, string> };
const uploadStart = performance.now();
const uploaded = await fetch(url, { method: 'PUT', headers, body: ndjson });
if (!uploaded.ok) throw new Error(`upload: ${uploaded.status}`);
console.log(`${lineCount} lines, ${(ndjson.length / 1e6).toFixed(1)} MB of NDJSON; milliseconds`);
say('upload of the lines', [{ ms: Math.round(performance.now() - uploadStart) }]);

const body = {
  number: '1',
  contractId: `con_bench-${lineCount}`,
  status: 'under_review',
  billingPeriod: { start: '2026-09-01', end: '2026-09-30' },
  billingDate: '2026-09-30',
  taxes: [{ code: 'TPS', rate: '0.05', registration: '123456789 RT0001' }],
  linesUploadId: announced.json.attachmentId,
};
say('PUT invoice', await times(2, () => call('PUT', invoice, body)));
say('GET invoice', await times(4, () => call('GET', invoice)));
let cursor = '';
say(
  'GET lines, page after page of 100',
  await times(6, async () => {
    const answer = await call('GET', `${invoice}/lines?limit=100${cursor}`);
    cursor = answer.json.nextCursor ? `&cursor=${answer.json.nextCursor}` : '';
    return answer;
  }),
);
const composers = await times(3, () => call('GET', `${invoice}/composer`));
say('GET composer', composers);

const previewStart = performance.now();
const seen: string[] = [];
let preview = await call('POST', `${invoice}/preview`, { language: 'fr' });
const previews = [preview];
while (preview.status === 202) {
  const { progress, pagesDone, pages } = preview.json;
  seen.push(`${pagesDone ?? '?'}/${pages ?? '?'} (${Math.round(Number(progress) * 100)} %)`);
  await sleep(1000);
  preview = await call('POST', `${invoice}/preview`, { language: 'fr' });
  previews.push(preview);
}
say('POST preview, until it is ready', previews);
console.log(`  total ${Math.round(performance.now() - previewStart)} ms; seen: ${seen.join(', ')}`);
console.log(`  ${preview.json.pages} pages, ${(Number(preview.json.bytes) / 1e6).toFixed(2)} MB`);
say('POST preview again', await times(3, () => call('POST', `${invoice}/preview`, { language: 'fr' })));

const composer = composers.at(-1)?.json ?? {};
const key = randomUUID();
const sendBody = {
  to: ['cnt_julie'],
  subject: `Bench ${run}`,
  message: '<p>Bonjour</p>',
  language: 'fr',
  invoiceVersion: composer.invoiceVersion,
};
const sent = await call('POST', `${invoice}/communications`, sendBody, { 'idempotency-key': key });
say('POST communications', [sent]);
const thread = `${project}/communications/${sent.json.id}`;
const polls: Answer[] = [];
do {
  polls.push(await call('GET', thread));
  await sleep(500);
} while (['queued', 'sending'].includes(String(polls.at(-1)?.json.state)) && polls.length < 120);
say('GET communication, every half second', polls);
console.log(`  state ${polls.at(-1)?.json.state}`);
say('GET communications (the tab)', await times(4, () => call('GET', `${invoice}/communications`)));

const attached = (polls.at(-1)?.json.document as { sha256: string | null } | undefined)?.sha256;
const mailed = (await (await fetch(`http://127.0.0.1:${mailboxPort}/messages`)).json()) as { subject: string }[];
console.log(`the mailed PDF is the previewed one: ${attached === preview.json.sha256}`);
console.log(`the mail is in the mailbox: ${mailed.some(({ subject }) => subject === sendBody.subject)}`);
