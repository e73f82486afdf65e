import { useId } from 'react';
import type { QuarantinedMail } from '../api/shapes.ts';
import { size } from '../format.ts';
import { Chip } from '../parts/chip.tsx';
import { Link } from '../parts/link.tsx';
import { Moment } from '../parts/time-zone.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import type { Action } from './use-quarantine.ts';

type Props = {
  projectId: string;
  mail: QuarantinedMail;
  onAsk: (action: Action) => void;
  chosen?: boolean;
  /** Absent where mails cannot be selected. */
  onChoose?: (on: boolean) => void;
};

const checks = ['dmarc', 'spf', 'dkim', 'spam', 'virus'] as const;

export const senderOf = ({ from: { name, address } }: QuarantinedMail): string =>
  name === '' || name === address ? address : address === '' ? name : `${name} <${address}>`;

/**
 * The facts about one quarantined mail. All text from its sender is rendered as plain text in an element of its own.
 */
export const QuarantinedMailCard = ({ projectId, mail, onAsk, chosen = false, onChoose }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.quarantine;
  const id = useId();
  const subject = mail.subject.trim() || words.noSubject;
  const { kind, why } = words.reasons[mail.reason];
  return (
    <article className="held" aria-labelledby={id}>
      <header className="held-head">
        {onChoose && (
          <input
            type="checkbox"
            aria-label={words.select(subject)}
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        )}
        <h3 id={id}>
          <bdi>{subject}</bdi>
        </h3>
        <Chip tone="warn">{kind}</Chip>
      </header>
      <p className="held-from">
        <bdi>{senderOf(mail) || words.noSender}</bdi>
      </p>
      <p className="held-why">{why}</p>
      <dl className="held-facts">
        <dt>{words.received}</dt>
        <dd>
          <Moment at={mail.receivedAt} full />
        </dd>
        <dt>{words.conversation}</dt>
        <dd>
          <Link to={pathTo.thread(projectId, mail.invoiceId, mail.communicationId)}>{mail.communicationSubject}</Link>
        </dd>
        <dt>{words.size}</dt>
        <dd>{size(language, mail.bytes)}</dd>
        {mail.fileNames.length > 0 && (
          <>
            <dt>{words.files}</dt>
            <dd>
              <bdi>{mail.fileNames.join(', ')}</bdi>
              {mail.fileCount > mail.fileNames.length && ` ${words.moreFiles(mail.fileCount - mail.fileNames.length)}`}
            </dd>
          </>
        )}
        {mail.former && (
          <>
            <dt>{words.formerOf}</dt>
            <dd>
              <bdi>{mail.former.name}</bdi>,{' '}
              {mail.former.until === null ? (
                words.formerUntilUnknown
              ) : (
                <>
                  {words.formerUntil} <Moment at={mail.former.until} full />
                </>
              )}
            </dd>
          </>
        )}
        <dt>{words.checks}</dt>
        <dd>{checks.map((check) => `${check.toUpperCase()} ${mail.verdicts[check]}`).join(' · ')}</dd>
      </dl>
      {mail.excerpt !== null && (
        <details className="held-words">
          <summary>{words.more}</summary>
          <p className="words" dir="auto">
            {mail.excerpt.trim() || <span className="muted">{words.noWords}</span>}
          </p>
        </details>
      )}
      {mail.handled === null ? (
        <footer className="held-foot">
          {mail.mayRelease && (
            <button
              type="button"
              className="button"
              aria-label={words.releaseOf(subject)}
              onClick={() => onAsk('release')}
            >
              {words.release}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-label={words.discardOf(subject)}
            onClick={() => onAsk('discard')}
          >
            {words.discard}
          </button>
        </footer>
      ) : (
        <p className="held-handled">
          <strong>
            {mail.handled.by === null
              ? words.expired(mail.handled.afterDays ?? 0)
              : words.by[mail.handled.action](mail.handled.name)}
          </strong>{' '}
          · <Moment at={mail.handled.at} full />
          {mail.handled.by !== null && (
            <>
              {' '}
              · <bdi>{words.because(mail.handled.reason)}</bdi>
            </>
          )}
        </p>
      )}
    </article>
  );
};
