import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { AnswerComposer } from '../answer/answer-composer.tsx';
import { useAnswering } from '../answer/use-answering.ts';
import { api, done } from '../api/client.ts';
import { keys, useThread } from '../api/queries.ts';
import type { ThreadView } from '../api/shapes.ts';
import { Chip, StateChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { Link } from '../parts/link.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import { EmailCard } from './email-card.tsx';
import { PrivateToggle } from './private-toggle.tsx';
import { arrangeThread } from './thread-order.ts';

type Props = { projectId: string; invoiceId: string; communicationId: string };

export const Thread = (props: Props) => {
  const { strings } = useSpeech();
  const thread = useThread(props.projectId, props.communicationId);
  useRead(props, thread.data);
  return (
    <>
      <Link className="thread-back" to={pathTo.emails(props.projectId, props.invoiceId)}>
        <Icon name="back" />
        {strings.emails.back}
      </Link>
      {thread.isPending && <Loading rows={6} />}
      {thread.isError && !thread.data && <Failure error={thread.error} retry={thread.refetch} />}
      {thread.data && <Conversation projectId={props.projectId} thread={thread.data} />}
    </>
  );
};

/** An open thread is a read thread; whatever changed in it shows in the list and on the tab as well. */
const useRead = ({ projectId, invoiceId, communicationId }: Props, thread: ThreadView | undefined) => {
  const queries = useQueryClient();
  const unread = thread?.unreadCount ?? 0;
  const version = thread && `${thread.state} ${thread.lastActivityAt} ${thread.private}`;
  const before = useRef(version);
  useEffect(() => {
    const refresh = () => {
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      queries.invalidateQueries({ queryKey: keys.invoice(projectId, invoiceId) });
    };
    const changed = before.current !== undefined && before.current !== version;
    before.current = version;
    if (unread === 0) {
      if (changed) refresh();
      return;
    }
    const path = { projectId, communicationId };
    // Recovery: a count that stays is put right by the next look at the thread.
    done(api.POST('/projects/{projectId}/communications/{communicationId}/read', { params: { path } })).then(
      refresh,
      () => undefined,
    );
  }, [queries, projectId, invoiceId, communicationId, unread, version]);
};

const Conversation = ({ projectId, thread }: { projectId: string; thread: ThreadView }) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const { emails } = thread;
  const answering = useAnswering(projectId, thread);
  const count = emails?.length ?? 0;
  const [seen, setSeen] = useState(count);
  useEffect(() => {
    if (count <= seen) return;
    if (seen === 0) return setSeen(count);
    const timer = setTimeout(() => setSeen(count), 4000);
    return () => clearTimeout(timer);
  }, [count, seen]);
  return (
    <>
      <header className="thread-head">
        <h2>{thread.subject}</h2>
        <div className="thread-marks">
          <StateChip state={thread.state} />
          {thread.private && (
            <Chip tone="neutral">
              <Icon name="lock" />
              {words.private}
            </Chip>
          )}
          {thread.permissions.changePrivate && <PrivateToggle projectId={projectId} thread={thread} />}
        </div>
        {thread.private && <p className="hint">{words.privateOn}</p>}
        {thread.document.outdated && (
          <p className="note note-warn">
            <Icon name="warning" />
            <span>{words.outdated}</span>
          </p>
        )}
      </header>
      {emails === undefined && <Loading rows={4} />}
      <ol className="conversation">
        {arrangeThread(emails ?? []).map(({ email, relays }) => (
          <li key={email.id}>
            <EmailCard
              projectId={projectId}
              communicationId={thread.id}
              email={email}
              relays={relays}
              maySend={thread.permissions.send}
              onAnswer={answering.answer}
            />
          </li>
        ))}
      </ol>
      {answering.open && (
        <AnswerComposer
          place={answering.place}
          {...answering.open}
          onClose={answering.close}
          onAccepted={answering.arrive}
        />
      )}
      <p className="spoken" aria-live="polite">
        {count > seen && words.newReply}
      </p>
    </>
  );
};
