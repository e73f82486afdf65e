import { type ReactNode, useId, useState } from 'react';
import type { AnswerKind, EmailView } from '../api/shapes.ts';
import { Deliveries } from '../deliveries/deliveries.tsx';
import { withoutIt } from '../deliveries/delivery-words.ts';
import { Chip, StateChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { initials, someNames } from '../parts/people.ts';
import { Moment } from '../parts/time-zone.tsx';
import { useSpeech } from '../strings/language.tsx';
import { AnswerBar, isAnswerable } from './answer-bar.tsx';
import { EmailFiles } from './body/email-files.tsx';
import { EmailText } from './body/email-text.tsx';
import { RelayWaiting } from './relay-waiting.tsx';
import { TrustNote } from './trust-note.tsx';

/** A line that opens. Its content is rendered on first opening, since most of a long thread stays folded. */
const Folded = (props: { className?: string | undefined; line: ReactNode; children: ReactNode }) => {
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details
      className={props.className === undefined ? 'folded' : `folded ${props.className}`}
      onToggle={(event) => event.currentTarget.open && setWasOpen(true)}
    >
      <summary>
        <Icon name="chevron" />
        {props.line}
      </summary>
      {wasOpen && props.children}
    </details>
  );
};

type Props = {
  projectId: string;
  communicationId: string;
  email: EmailView;
  relays: EmailView[];
  /** The email was read before and is one of several. */
  folded: boolean;
  /** The reader may resend it. */
  maySend: boolean;
  /** Null when the reader may not answer. */
  onAnswer: ((emailId: string, kind: AnswerKind) => void) | null;
};

const nameOf = ({ name, address }: { name: string; address: string }) => name || address;
const timeOf = (email: EmailView) => email.receivedAt ?? email.sentAt ?? email.createdAt;
const names = (people: { name: string; address: string }[]) => people.map(nameOf).join(', ');

/** One email: folded to a line if a machine wrote it or `folded` says so, otherwise open. */
export const EmailCard = (props: Props) => {
  const { email, folded } = props;
  const isMachines = email.kind === 'automatic' || email.kind === 'notice' || email.kind === 'relay';
  if (!isMachines && !folded) return <Letter {...props} />;
  return (
    <Folded
      className={isMachines ? undefined : 'folded-letter'}
      line={
        <>
          {isMachines ? <Summary email={email} /> : <FirstWords email={email} />}
          <Moment at={timeOf(email)} className="folded-time" />
        </>
      }
    >
      <Letter {...props} />
    </Folded>
  );
};

/** A folded email in one line: its author, its first words, and anything a reader must know without opening it. */
const FirstWords = ({ email }: { email: EmailView }) => {
  const { emails: words, reading } = useSpeech().strings;
  const preview = email.text.slice(0, 300).replace(/\s+/g, ' ').trim();
  const needsAttention = email.state !== null && email.state !== 'sent';
  return (
    <>
      <bdi className="folded-from">{nameOf(email.from)}</bdi>
      <span className="folded-words" dir="auto">
        {preview === '' ? reading.noText : preview}
      </span>
      {email.attachments.some(({ inline }) => !inline) && (
        <span className="folded-mark" role="img" aria-label={reading.attachments} title={reading.attachments}>
          <Icon name="attach" />
        </span>
      )}
      {email.relay?.state === 'waiting' && <Chip tone="warn">{words.relayWaits}</Chip>}
      {needsAttention && email.state !== null && <StateChip state={email.state} />}
    </>
  );
};

/** The line shown in place of a folded email. */
const Summary = ({ email }: { email: EmailView }) => {
  const { emails: words, reading } = useSpeech().strings;
  if (email.kind === 'relay') return <span>{words.relayed(names(email.deliveries))}</span>;
  if (email.kind === 'notice') return <span>{`${words.kinds.notice} · ${email.subject}`}</span>;
  return (
    <span>
      {reading.folded(reading.kinds[email.automatic ?? 'auto_reply'], nameOf(email.from))}
      <span className="folded-note"> · {reading.notCounted}</span>
    </span>
  );
};

const Letter = ({ projectId, communicationId, email, relays, maySend, onAnswer }: Omit<Props, 'folded'>) => {
  const { emails: words, reading, answer } = useSpeech().strings;
  const id = useId();
  const deliveriesPlace = ({ id, kind }: EmailView) =>
    maySend && kind !== 'notice' ? { projectId, communicationId, emailId: id } : null;
  const place = { projectId, communicationId, emailId: email.id };
  return (
    <article className={`letter letter-${email.direction}`} aria-labelledby={id}>
      <header className="letter-head">
        <span className="avatar" aria-hidden="true">
          {initials(nameOf(email.from))}
        </span>
        <div className="letter-who">
          <div className="letter-from">
            <h3 id={id}>
              <bdi>{nameOf(email.from)}</bdi>
            </h3>
            {email.direction === 'incoming' && <bdi className="muted address">{email.from.address}</bdi>}
          </div>
          <p className="letter-to">
            {(['to', 'cc', 'bcc'] as const)
              .filter((role) => email[role].length > 0)
              .map((role) => (
                <span key={role}>{words.people(words.roles[role], names(email[role]))}</span>
              ))}
          </p>
        </div>
        <div className="letter-side">
          <Moment at={timeOf(email)} />
          <span className="letter-chips">
            {email.direction === 'incoming' && (
              <Chip tone="info">
                {email.automatic === null ? words.kinds[email.kind] : reading.kinds[email.automatic]}
              </Chip>
            )}
            {email.state !== null && <StateChip state={email.state} />}
          </span>
        </div>
      </header>
      {email.aside && isAnswerable(email) && (
        <p className="hint letter-aside">
          <Icon name="lock" />
          <span>{answer.asideNote}</span>
        </p>
      )}
      <TrustNote email={email} />
      <RelayWaiting place={place} email={email} mayPass={maySend} />
      <EmailText place={place} email={email} />
      <EmailFiles place={place} email={email} />
      {onAnswer && isAnswerable(email) && <AnswerBar email={email} onAnswer={(kind) => onAnswer(email.id, kind)} />}
      <StateNote email={email} />
      {email.deliveries.length > 0 && <Deliveries deliveries={email.deliveries} place={deliveriesPlace(email)} />}
      {relays.map((relay) => (
        <Folded
          key={relay.id}
          className="folded-inner"
          line={
            <>
              <span>{words.relayed(names(relay.deliveries))}</span>
              {relay.state !== null && <StateChip state={relay.state} />}
            </>
          }
        >
          <Deliveries deliveries={relay.deliveries} place={deliveriesPlace(relay)} />
        </Folded>
      ))}
    </article>
  );
};

/** Explains an incomplete, failed or held email, and names the people who do not have it. */
const StateNote = ({ email: { state, deliveries } }: { email: EmailView }) => {
  const words = useSpeech().strings.emails;
  if (state !== 'partly_sent' && state !== 'failed' && state !== 'held') return null;
  const { shown, more } = someNames(withoutIt(deliveries), 3);
  const names = more > 0 ? `${shown} ${words.others(more)}` : shown;
  return (
    <p className="note note-warn">
      <Icon name="warning" />
      <span>
        {words.stateHelp[state]} {state !== 'failed' && names !== '' && words.withoutIt(names)}
      </span>
    </p>
  );
};
