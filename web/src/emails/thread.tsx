import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, done } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { ThreadView } from '../api/shapes.ts';
import { Chip, StateChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { Link } from '../parts/link.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import { Conversation } from './conversation.tsx';
import { PrivateToggle } from './private-toggle.tsx';
import { useThread } from './use-thread.ts';

type Props = { projectId: string; invoiceId: string; communicationId: string };

/** One conversation: its head and its emails. Opening it marks it as read. */
export const Thread = (props: Props) => {
  const { strings } = useSpeech();
  const { thread, older } = useThread(props.projectId, props.communicationId);
  useRead(props, thread.data);
  return (
    <>
      <Link className="thread-back" to={pathTo.emails(props.projectId, props.invoiceId)}>
        <Icon name="back" />
        {strings.emails.back}
      </Link>
      {thread.isPending && <Loading rows={6} />}
      {thread.isError && !thread.data && <Failure error={thread.error} retry={thread.refetch} />}
      {thread.data && (
        <>
          <Head projectId={props.projectId} thread={thread.data} />
          {thread.data.emails.length === 0 ? (
            <Loading rows={4} />
          ) : (
            <Conversation projectId={props.projectId} thread={thread.data} older={older} />
          )}
          <News count={thread.data.emailCount} />
        </>
      )}
    </>
  );
};

/** Opening a thread marks it as read; the list and the tab are refreshed to match. */
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
    // Recovery: a count that could not be cleared is corrected the next time the thread is read.
    done(api.POST('/projects/{projectId}/communications/{communicationId}/read', { params: { path } })).then(
      refresh,
      () => undefined,
    );
  }, [queries, projectId, invoiceId, communicationId, unread, version]);
};

const Head = ({ projectId, thread }: { projectId: string; thread: ThreadView }) => {
  const words = useSpeech().strings.emails;
  return (
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
  );
};

/** Announces a new email for four seconds. */
const News = ({ count }: { count: number }) => {
  const words = useSpeech().strings.emails;
  const [seen, setSeen] = useState(count);
  useEffect(() => {
    // Counts the whole conversation, so loading older emails announces nothing.
    if (count <= seen) return;
    const timer = setTimeout(() => setSeen(count), 4000);
    return () => clearTimeout(timer);
  }, [count, seen]);
  return (
    <p className="spoken" aria-live="polite">
      {count > seen && words.newReply}
    </p>
  );
};
