import type { EmailView } from '../api/shapes.ts';
import { fullMoment, moment } from '../format.ts';
import { Chip, StateChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import { initials, someNames } from '../text.ts';
import { Deliveries } from './deliveries.tsx';
import { withoutIt } from './delivery-words.ts';
import { EmailFiles } from './email-files.tsx';
import { EmailText } from './email-text.tsx';

type Props = {
  projectId: string;
  communicationId: string;
  email: EmailView;
  relays: EmailView[];
  /** The reader may have it sent again. */
  maySend: boolean;
};

const nameOf = ({ name, address }: { name: string; address: string }) => name || address;
const names = (people: { name: string; address: string }[]) => people.map(nameOf).join(', ');

/** One email. What machines wrote is folded; what people wrote is open. */
export const EmailCard = (props: Props) => {
  const { strings } = useSpeech();
  const { email } = props;
  const words = strings.emails;
  const folded = email.kind === 'automatic' || email.kind === 'notice' || email.kind === 'relay';
  if (!folded) return <Letter {...props} />;
  const summary =
    email.kind === 'relay'
      ? words.relayed(names(email.deliveries))
      : email.kind === 'automatic'
        ? words.automatic(nameOf(email.from))
        : `${words.kinds.notice} · ${email.subject}`;
  return (
    <details className="folded">
      <summary>
        <Icon name="chevron" />
        <span>{summary}</span>
      </summary>
      <Letter {...props} />
    </details>
  );
};

const Letter = ({ projectId, communicationId, email, relays, maySend }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.emails;
  const placeOf = ({ id, kind }: EmailView) =>
    maySend && kind !== 'notice' ? { projectId, communicationId, emailId: id } : null;
  const at = email.receivedAt ?? email.sentAt ?? email.createdAt;
  return (
    <article className={`letter letter-${email.direction}`} aria-label={nameOf(email.from)}>
      <header className="letter-head">
        <span className="avatar" aria-hidden="true">
          {initials(nameOf(email.from))}
        </span>
        <div className="letter-who">
          <p>
            <strong>{nameOf(email.from)}</strong>{' '}
            {email.direction === 'incoming' && <span className="muted address">{email.from.address}</span>}
          </p>
          <p className="letter-to">
            {(['to', 'cc', 'bcc'] as const)
              .filter((role) => email[role].length > 0)
              .map((role) => (
                <span key={role}>{words.people(words.roles[role], names(email[role]))}</span>
              ))}
          </p>
        </div>
        <div className="letter-side">
          <time dateTime={at} title={fullMoment(language, at)}>
            {moment(language, at)}
          </time>
          <span className="letter-chips">
            {email.direction === 'incoming' && <Chip tone="info">{words.kinds[email.kind]}</Chip>}
            {email.state !== null && <StateChip state={email.state} />}
          </span>
        </div>
      </header>
      {email.trust !== null && <Trust trust={email.trust} />}
      <EmailText email={email} />
      <EmailFiles projectId={projectId} communicationId={communicationId} email={email} />
      <StateNote email={email} />
      {email.deliveries.length > 0 && <Deliveries deliveries={email.deliveries} place={placeOf(email)} />}
      {relays.map((relay) => (
        <details key={relay.id} className="folded folded-inner">
          <summary>
            <Icon name="chevron" />
            <span>{words.relayed(names(relay.deliveries))}</span>
            {relay.state !== null && <StateChip state={relay.state} />}
          </summary>
          <Deliveries deliveries={relay.deliveries} place={placeOf(relay)} />
        </details>
      ))}
    </article>
  );
};

/** Why an email that is on its way for some is not simply "sent", and for whom. */
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

const Trust = ({ trust }: { trust: NonNullable<EmailView['trust']> }) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  return trust === 'verified' ? (
    <p className="trust trust-good" title={words.verifiedHelp}>
      <Icon name="shield" />
      {words.verified}
    </p>
  ) : (
    <p className="note note-warn">
      <Icon name="warning" />
      <span>
        <strong>{words.unverified}.</strong> {words.unverifiedHelp}
      </span>
    </p>
  );
};
