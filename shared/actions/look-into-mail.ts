import { holdsTestFile, isDangerousFile } from '../domain/files/dangerous-file.ts';
import { type LookBudget, lookBudget } from '../domain/files/look-budget.ts';
import type { ParsedMail } from '../domain/inbound/parsed-mail.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Our own examination of the content that people would get, including messages inside messages. SES's virus verdict is
 * about the mail as it arrived, before it was taken apart.
 */

type Deps = Pick<Ports, 'mimeReader' | 'clock'>;

/** How deep messages may be nested: far deeper than people forward mails that were forwarded. */
const maxNesting = 20;

const isMessage = ({ contentType, fileName }: ParsedMail['files'][number]): boolean =>
  /^message\/(?:rfc822|global)/.test(contentType) || /\.eml$/i.test(fileName);

const holdsDanger = async (deps: Deps, mail: ParsedMail, nesting: number, budget: LookBudget): Promise<boolean> => {
  if (holdsTestFile(mail.text ?? '') || holdsTestFile(mail.html ?? '')) return true;
  for (const file of mail.files) {
    if (isDangerousFile(file.fileName, file.content, budget)) return true;
    if (!isMessage(file)) continue;
    if (nesting >= maxNesting) throw new RangeError('messages are nested too deeply');
    const inner = await deps.mimeReader.read(file.content, budget.millisecondsLeft());
    if (await holdsDanger(deps, inner, nesting + 1, budget)) return true;
  }
  return false;
};

/**
 * Why this mail must not reach anyone; null when it may. A mail that breaks the reader or exceeds the budget counts as
 * unparseable at once, because another try would end the same way and its content cannot be known.
 */
export const lookIntoMail = (deps: Deps, mail: ParsedMail): Promise<'malware' | 'unparseable' | null> =>
  holdsDanger(deps, mail, 0, lookBudget(deps.clock)).then(
    (danger) => (danger ? 'malware' : null),
    () => 'unparseable',
  );
