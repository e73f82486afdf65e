import { asText, headerValue, readHeaders, splitMessage } from './message.ts';

/**
 * SES's verdicts on an incoming mail. Here they are PASS, unless the mail itself requests others or carries the EICAR
 * string.
 */

export const names = ['spf', 'dkim', 'dmarc', 'spam', 'virus'] as const;
type VerdictName = (typeof names)[number];
export type Verdicts = Record<VerdictName, string> & { dmarcPolicy: string | null };

/** For the local run only, and removed before the mail is stored: nothing deployed knows this header. */
export const simulateHeader = 'x-simulate-verdicts';

const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

const base64Block = /content-transfer-encoding:[ \t]*base64[\s\S]*?\r?\n\r?\n((?:[A-Za-z0-9+/=]+\r?\n?)+)/gi;

const unquote = (text: string): string =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A virus scanner looks inside the parts: as they are, as quoted-printable, and as base64. */
export const carriesEicar = (raw: Uint8Array): boolean => {
  const text = asText(raw);
  if (text.includes(eicar) || unquote(text).includes(eicar)) return true;
  return [...text.matchAll(base64Block)].some(([, block = '']) =>
    Buffer.from(block, 'base64').toString('latin1').includes(eicar),
  );
};

export const verdictsOf = (raw: Uint8Array, scan: boolean): Verdicts => {
  const asked = headerValue(readHeaders(splitMessage(raw).head), simulateHeader) ?? '';
  const simulated = new Map(
    asked.split(/[,;]/).flatMap((pair) => {
      const [name, value] = pair.split('=').map((part) => part.trim());
      return name && value ? [[name.toLowerCase(), value] as const] : [];
    }),
  );
  const virus = carriesEicar(raw) ? 'FAIL' : 'PASS';
  const verdict = (name: VerdictName, usual: string): string => simulated.get(name)?.toUpperCase() ?? usual;
  return {
    spf: verdict('spf', 'PASS'),
    dkim: verdict('dkim', 'PASS'),
    dmarc: verdict('dmarc', 'PASS'),
    spam: verdict('spam', scan ? 'PASS' : 'DISABLED'),
    virus: verdict('virus', scan ? virus : 'DISABLED'),
    dmarcPolicy: simulated.get('dmarcpolicy')?.toUpperCase() ?? null,
  };
};

const word = (verdict: string, gray: string): string =>
  ({ PASS: 'pass', FAIL: 'fail', GRAY: gray, PROCESSING_FAILED: 'temperror' })[verdict] ?? 'none';

type Stamped = {
  mailFrom: string;
  helo: string;
  verdicts: Verdicts;
  /** The domain of From as SES reads it. */
  headerFrom: string;
};

/** SES repeats here the sender's own claims, unchanged and without quotes. */
const spfResult = ({ verdicts, mailFrom, helo }: Stamped): string =>
  `${word(verdicts.spf, 'none')} (spfCheck: local) client-ip=127.0.0.1; envelope-from=${mailFrom}; helo=${helo};`;

export const authenticationResults = (mail: Stamped): string => {
  const dkim = `dkim=${word(mail.verdicts.dkim, 'none')} header.i=@${mail.headerFrom};`;
  const dmarc = `dmarc=${word(mail.verdicts.dmarc, 'none')} header.from=${mail.headerFrom};`;
  return `Authentication-Results: amazonses.com;\r\n spf=${spfResult(mail)}\r\n ${dkim}\r\n ${dmarc}`;
};

/** The header lines that SES puts in front of the stored mail. */
export const sesLines = (
  mail: Stamped & { id: string; recipients: string[]; region: string; at: string },
): string[] => [
  `Return-Path: <${mail.mailFrom}>`,
  `Received: from ${mail.helo} (${mail.helo} [127.0.0.1])\r\n by inbound-smtp.${mail.region}.amazonaws.com with SMTP id ${mail.id}\r\n for ${mail.recipients[0] ?? ''};\r\n ${mail.at}`,
  `X-SES-Spam-Verdict: ${mail.verdicts.spam}`,
  `X-SES-Virus-Verdict: ${mail.verdicts.virus}`,
  `Received-SPF: ${spfResult(mail)}`,
  authenticationResults(mail),
];
