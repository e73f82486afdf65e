import { exactness } from './replies/exactness.ts';
import { type HostileRow, hostileRows } from './replies/hostile.ts';
import { readerNames } from './replies/readers.ts';
import { speeds } from './replies/speed.ts';

/**
 * What a person wrote, found by planer, by email-reply-parser and by us, over the corpus; the speed of the whole capture
 * beside mailparser's; and mails made to hurt, each in a process of its own. Ends with 1 when a promise below is broken.
 */
const textMs = 200;
const captureMs = 10_000;
const captureMegabytes = 512;
/** Of the corpus, in percent. */
const leastExact = 97;

const broken: string[] = [];
const promise = (holds: boolean, text: string): void => {
  if (!holds) broken.push(text);
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);

const found = await exactness();
const { size } = found;
console.log(
  `\nExactly what was written, of ${size.all} mails (${size.people} by people), and the mails of people that lost a word`,
);
for (const name of readerNames) {
  const { all, people, lost } = found[name];
  console.log(`${name.padEnd(20)} ${percent(all, size.all)} ${percent(people, size.people)}   lost ${lost}`);
}
promise((100 * found.ours.people) / size.people >= leastExact, `ours exact in ${leastExact} % of the mails of people`);
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
console.log(
  '\nHostile mails: time and peak memory; of the capture by the clock, of the readers of the text by the processor',
);
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
    `${mail}: its text in ${textMs} ms`,
  );
}
for (const text of broken) console.log(`BROKEN ${text}`);
process.exitCode = broken.length > 0 ? 1 : 0;
