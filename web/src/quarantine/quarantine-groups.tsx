import { type ReactNode, useState } from 'react';
import type { QuarantinedMail, QuarantineGroup } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { Moment } from '../parts/time-zone.tsx';
import { useSpeech } from '../strings/language.tsx';
import { useQuarantine, useQuarantineGroups } from './use-quarantine.ts';

type Card = (mail: QuarantinedMail) => ReactNode;
type Props = { projectId: string; card: Card; onDiscard: (group: QuarantineGroup) => void };

/** Mail beyond the hourly limit of a conversation's list: one line for each conversation and hour, opened on demand. */
export const QuarantineGroups = ({ projectId, card, onDiscard }: Props) => {
  const found = useQuarantineGroups(projectId);
  const groups = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (groups.length === 0) return null;
  return (
    <>
      <ul className="held-list">
        {groups.map((group) => (
          <li key={`${group.hour} ${group.communicationId}`}>
            <Line projectId={projectId} group={group} card={card} onDiscard={() => onDiscard(group)} />
          </li>
        ))}
      </ul>
      <MoreButton query={found} />
    </>
  );
};

type LineProps = { projectId: string; group: QuarantineGroup; card: Card; onDiscard: () => void };

const Line = ({ projectId, group, card, onDiscard }: LineProps) => {
  const words = useSpeech().strings.quarantine;
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="held held-line" aria-label={words.moreOf(group.count, group.communicationSubject)}>
      <p>
        <Icon name="shield" />{' '}
        <strong>
          {words.moreMails(group.count)} <bdi>{group.communicationSubject}</bdi>
        </strong>{' '}
        {words.between} <Moment at={group.from} /> {words.and} <Moment at={group.until} />
        <br />
        {words.keptNotListed}
      </p>
      <footer className="held-foot">
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.hideThem : words.listThem}
        </button>
        <button type="button" className="button" onClick={onDiscard}>
          {words.discardThem}
        </button>
      </footer>
      {isOpen && <Mails projectId={projectId} group={group} card={card} />}
    </section>
  );
};

const Mails = ({ projectId, group, card }: Omit<LineProps, 'onDiscard'>) => {
  const found = useQuarantine(projectId, { state: 'beyond', communicationId: group.communicationId, hour: group.hour });
  const mails = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {found.isPending && <Loading rows={3} />}
      {found.isError && mails.length === 0 && <Failure error={found.error} retry={found.refetch} />}
      <ul className="held-list">
        {mails.map((mail) => (
          <li key={mail.id}>{card(mail)}</li>
        ))}
      </ul>
      <MoreButton query={found} />
    </>
  );
};
