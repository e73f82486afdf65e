import { holdsTestFile, isDangerousFile } from '../../shared/domain/dangerous-file.ts';
import type { ParsedMail } from '../../shared/domain/mail-ports.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import type { Receipt } from './receipt.ts';

/** Our own look into what would be stored, messages in messages included; SES's virus verdict is about the mail as it came. */

/** Nobody forwards a forward so often; each level is parsed again. */
const maxNesting = 20;
const maxScannedBytes = 300 * 1024 * 1024;

type Deps = Pick<Ports, 'mimeReader'>;
type Scan = { nesting: number; left: number };

const isMessage = ({ contentType, fileName }: ParsedMail['files'][number]): boolean =>
  /^message\/(?:rfc822|global)/.test(contentType) || /\.eml$/i.test(fileName);

const holdsDanger = async (deps: Deps, mail: ParsedMail, scan: Scan): Promise<boolean> => {
  if (holdsTestFile(mail.text ?? '') || holdsTestFile(mail.html ?? '')) return true;
  for (const file of mail.files) {
    scan.left -= file.content.byteLength;
    if (scan.left < 0 || isDangerousFile(file.fileName, file.content)) return true;
    if (!isMessage(file)) continue;
    if (scan.nesting >= maxNesting) return true;
    scan.nesting += 1;
    // Recovery of a message that breaks the reader: nobody can say what it holds.
    const inner = await deps.mimeReader.read(file.content).catch(() => null);
    if (inner === null || (await holdsDanger(deps, inner, scan))) return true;
    scan.nesting -= 1;
  }
  return false;
};

/** The receipt, its virus verdict taken back where we find what the scan let through. */
export const scanned = async (deps: Deps, receipt: Receipt, mail: ParsedMail | null): Promise<Receipt> => {
  const danger = mail !== null && (await holdsDanger(deps, mail, { nesting: 0, left: maxScannedBytes }));
  return danger ? { ...receipt, verdicts: { ...receipt.verdicts, virus: 'FAIL' } } : receipt;
};
