import type { CommunicationView } from '../api/shapes.ts';
import { Chip, StateChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { Link } from '../parts/link.tsx';
import { someNames } from '../parts/people.ts';
import { Moment } from '../parts/time-zone.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';

type Props = { projectId: string; items: CommunicationView[]; current: string | null };

export const CommunicationList = ({ projectId, items, current }: Props) => (
  <ul className="threads">
    {items.map((item) => (
      <li key={item.id}>
        <Link
          to={pathTo.thread(projectId, item.invoiceId, item.id)}
          className={item.unreadCount > 0 ? 'thread-row unread' : 'thread-row'}
          aria-current={item.id === current ? 'true' : undefined}
        >
          <ThreadRow item={item} />
        </Link>
      </li>
    ))}
  </ul>
);

const ThreadRow = ({ item }: { item: CommunicationView }) => {
  const words = useSpeech().strings.emails;
  const { shown, more } = someNames(item.to, 2);
  return (
    <>
      <span className="thread-top">
        <span className="thread-from">{item.createdBy.name}</span>
        <Moment at={item.lastActivityAt} />
      </span>
      <span className="thread-subject">{item.subject}</span>
      <span className="thread-to">
        {words.to(shown)}
        {more > 0 && ` ${words.others(more)}`}
      </span>
      <span className="thread-marks">
        <StateChip state={item.state} />
        {item.private && (
          <Chip tone="neutral">
            <Icon name="lock" />
            {words.private}
          </Chip>
        )}
        {item.replyCount > 0 && <span className="muted">{words.replies(item.replyCount)}</span>}
        {item.unreadCount > 0 && <span className="badge">{words.unread(item.unreadCount)}</span>}
      </span>
    </>
  );
};
