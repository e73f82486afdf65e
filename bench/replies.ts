import { exactness } from './replies/exactness.ts';
import { type HostileRow, hostileRows } from './replies/hostile.ts';
import { readerNames } from './replies/readers.ts';
import { speeds } from './replies/speed.ts';

/**
 * Compares how planer, email-reply-parser and we extract a person's own text from the mails of the corpus, and the
 * speed of the whole capture with that of mailparser. Also measures hostile mails, each in a separate process. Exits
 * with 1 when a promise below is broken.
 */
const textMs = 200;
const captureMs = 10_000;
const captureMegabytes = 512;
/** Percent of the corpus. */
const leastExact = 97;

const broken: string[] = [];
const promise = (holds: boolean, text: string): void => {
  if (!holds) broken.push(text);
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);

const found = await exactness();
const { size } = found;
console.log(
  `\nText extracted exactly, of ${size.all} mails (${size.people} by people), and the mails by people that lost a word`,
);
for (const name of readerNames) {
  const { all, people, lost } = found[name];
  console.log(`${name.padEnd(20)} ${percent(all, size.all)} ${percent(people, size.people)}   lost ${lost}`);
}
promise(
  (100 * found.ours.people) / size.people >= leastExact,
  `ours is exact in ${leastExact} % of the mails by people`,
);
promise(found.ours.lost === 0, 'ours loses no word');
promise(
  readerNames.every((name) => name === 'ours' || found[name].people < found.ours.people),
  'ours is exact more often than the others',
);

console.log('\nMB/s, medians                    whole capture   mailparser alone   ratio');
for (const { mails, capture, mailparser } of await speeds())
  console.log(
    `${mails.padEnd(34)} ${capture.toFixed(1).padStart(11)} ${mailparser.toFixed(1).padStart(18)} ${(capture / mailparser).toFixed(2).padStart(7)}`,
  );

type Cost = HostileRow['capture'];
const cost = (of: Cost): string =>
  (of ? `${of.milliseconds.toFixed(0)} ms ${of.megabytes.toFixed(0)} MB` : 'killed').padStart(17);
console.log('\nHostile mails: time and peak memory; elapsed time for the capture, CPU time for the text readers');
console.log(`${''.padEnd(36)} ${['capture', ...readerNames].map((name) => name.padStart(17)).join('')}`);
const rows = await hostileRows(({ mail, text, capture, outcome }) => {
  const texts = readerNames.map((name) => (text ? cost(text[name]) : ''.padStart(17)));
  console.log(`${mail.padEnd(36)} ${cost(capture)}${texts.join('')}   ${outcome}`);
});
for (const { mail, text, capture } of rows) {
  promise(
    capture !== null && capture.milliseconds < captureMs && capture.megabytes < captureMegabytes,
    `${mail}: captured in time`,
  );
  promise(
    text === null || (text.ours !== null && text.ours.milliseconds < textMs),
    `${mail}: text read in ${textMs} ms`,
  );
}
for (const text of broken) console.log(`BROKEN ${text}`);
process.exitCode = broken.length > 0 ? 1 : 0;
