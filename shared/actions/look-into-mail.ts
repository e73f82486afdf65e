import { holdsTestFile, isDangerousFile } from '../domain/files/dangerous-file.ts';
import { type LookBudget, lookBudget } from '../domain/files/look-budget.ts';
import type { ParsedMail } from '../domain/inbound/parsed-mail.ts';
import type { Ports } from '../ports/ports.ts';

/** Our own look into what people would be handed, messages in messages included; SES's virus verdict is about the mail as it came. */

type Deps = Pick<Ports, 'mimeReader' | 'clock'>;

/** Nobody forwards a forward so often. */
const maxNesting = 20;

const isMessage = ({ contentType, fileName }: ParsedMail['files'][number]): boolean =>
  /^message\/(?:rfc822|global)/.test(contentType) || /\.eml$/i.test(fileName);

const holdsDanger = async (deps: Deps, mail: ParsedMail, nesting: number, budget: LookBudget): Promise<boolean> => {
  if (holdsTestFile(mail.text ?? '') || holdsTestFile(mail.html ?? '')) return true;
  for (const file of mail.files) {
    if (isDangerousFile(file.fileName, file.content, budget)) return true;
    if (!isMessage(file)) continue;
    if (nesting >= maxNesting) throw new RangeError('messages nested too deep');
    const inner = await deps.mimeReader.read(file.content, budget.millisecondsLeft());
    if (await holdsDanger(deps, inner, nesting + 1, budget)) return true;
  }
  return false;
};

/**
 * Why nobody may be handed this mail; null when it may be. Recovery of what breaks the reader or goes beyond the budget: nobody
 * can say what it holds, and that is decided in this run.
 */
export const lookIntoMail = (deps: Deps, mail: ParsedMail): Promise<'malware' | 'unparseable' | null> =>
  holdsDanger(deps, mail, 0, lookBudget(deps.clock)).then(
    (danger) => (danger ? 'malware' : null),
    () => 'unparseable',
  );
