import { useLayoutEffect, useRef, useState } from 'react';
import type { ThreadView } from '../api/shapes.ts';
import { AnswerComposer } from '../composer/answer-composer.tsx';
import { useSpeech } from '../strings/language.tsx';
import { EmailCard } from './email-card.tsx';
import { openAtFirst } from './thread-open.ts';
import { arrangeThread, type ThreadItem } from './thread-order.ts';
import { letterId, useAnswering } from './use-answering.ts';
import { useArrivals } from './use-arrivals.ts';
import type { Older } from './use-thread.ts';

/** Loads older emails, and says how many there are. */
const OlderButton = (props: { thread: ThreadView; older: Older; onLoad: () => void }) => {
  const { emails: words, app } = useSpeech().strings;
  const { thread, older, onLoad } = props;
  if (thread.nextCursor === null) return null;
  const loaded = thread.emails.filter(({ kind }) => kind !== 'relay' && kind !== 'notice').length;
  return (
    <p className="older">
      <button type="button" className="fold-button" aria-disabled={older.isLoading} onClick={onLoad}>
        {older.isLoading ? app.loading : words.older(Math.max(1, thread.emailCount - loaded))}
      </button>
      {older.isError && (
        <span className="field-error" role="alert">
          {words.olderFailed}
        </span>
      )}
    </p>
  );
};

const elementOf = (emailId: string | undefined): HTMLElement | null =>
  emailId === undefined ? null : document.getElementById(letterId(emailId));

/** The emails of a thread: new ones are open, read ones are folded to a line. */
export const Conversation = (props: { projectId: string; thread: ThreadView; older: Older }) => {
  const words = useSpeech().strings.emails;
  const { projectId, thread, older } = props;
  const answering = useAnswering(projectId, thread);
  const items = arrangeThread(thread.emails);
  const isOpen = useOpen(items);
  const list = useRef<HTMLOListElement>(null);
  const arrived = useArrivals(thread.emails);
  useOpeningPlace(items, list);
  const keepPlace = useKeptPlace(items[0]?.email.id);
  return (
    <>
      <OlderButton
        thread={thread}
        older={older}
        onLoad={() => {
          keepPlace();
          older.load();
        }}
      />
      <ol className="conversation" ref={list}>
        {items.map(({ email, relays }) => (
          <li key={email.id} className="letter-place" id={letterId(email.id)} data-email={email.id} tabIndex={-1}>
            <EmailCard
              projectId={projectId}
              communicationId={thread.id}
              email={email}
              relays={relays}
              folded={isOpen.get(email.id) === false}
              maySend={thread.permissions.send}
              onAnswer={answering.answer}
            />
          </li>
        ))}
      </ol>
      {arrived.length > 0 && (
        <p className="arrived">
          <button
            type="button"
            className="arrived-button"
            onClick={() => {
              const element = elementOf(arrived[0]);
              element?.scrollIntoView({ block: 'start' });
              element?.focus({ preventScroll: true });
            }}
          >
            {words.arrived(arrived.length)}
            <span aria-hidden="true"> ↓</span>
          </button>
        </p>
      )}
      {answering.open && (
        <AnswerComposer
          place={answering.place}
          {...answering.open}
          onClose={answering.close}
          onAccepted={answering.arrive}
        />
      )}
    </>
  );
};

/**
 * Whether each email is open, decided once when it is first seen. Otherwise an email would fold while the reader looks
 * at it, as soon as it counts as read.
 */
const useOpen = (items: readonly ThreadItem[]): ReadonlyMap<string, boolean> => {
  const [known, setKnown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const found = openAtFirst(items, known);
  if (found.size === 0) return known;
  const all = new Map([...known, ...found]);
  setKnown(all);
  return all;
};

/**
 * A thread opens at its first unread email, otherwise at its newest; or at its top if everything is visible from there.
 */
const useOpeningPlace = (items: readonly ThreadItem[], list: { current: HTMLOListElement | null }) => {
  const isPlaced = useRef(false);
  const firstUnread = items.findIndex(({ email }) => email.unread);
  const at = firstUnread < 0 ? items.length - 1 : firstUnread;
  const id = items[at]?.email.id;
  useLayoutEffect(() => {
    if (isPlaced.current || id === undefined) return;
    isPlaced.current = true;
    const element = at === 0 ? (list.current?.closest<HTMLElement>('.mail-thread') ?? null) : elementOf(id);
    // Runs after the effects of the surrounding page, which scrolls to its own top.
    requestAnimationFrame(() => {
      if (!element) return;
      const { top, bottom } = element.getBoundingClientRect();
      const isInSight = top >= 0 && (bottom <= window.innerHeight || (at === 0 && top < window.innerHeight / 2));
      if (!isInSight) element.scrollIntoView({ block: 'start' });
    });
  }, [at, id, list]);
};

/** Call this before older emails are loaded: it keeps the visible email in place when they are inserted above it. */
const useKeptPlace = (firstId: string | undefined) => {
  const kept = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const before = kept.current;
    if (!before || before.id === firstId) return;
    kept.current = null;
    const top = elementOf(before.id)?.getBoundingClientRect().top;
    if (top !== undefined) window.scrollBy(0, top - before.top);
  }, [firstId]);
  return () => {
    const top = elementOf(firstId)?.getBoundingClientRect().top;
    kept.current = firstId === undefined || top === undefined ? null : { id: firstId, top };
  };
};
