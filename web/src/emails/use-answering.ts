import { useCallback, useEffect, useMemo, useState } from 'react';
import { useUserId } from '../api/session.ts';
import type { AnswerKind, Answers, EmailView, ThreadView } from '../api/shapes.ts';
import { type AnswerPlace, loadAnswer } from '../composer/draft/draft-store.ts';
import { isAnswerable, kindOfKey } from './answer-bar.tsx';

/** The DOM id of an email in the thread. */
export const letterId = (emailId: string): string => `letter-${emailId}`;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog') !== null);

/** The email that has the focus, otherwise the newest. */
const meant = (emails: readonly EmailView[]): EmailView | undefined => {
  const focused = document.activeElement?.closest('[data-email]')?.getAttribute('data-email');
  return emails.find(({ id }) => id === focused) ?? emails.at(-1);
};

/** Tracks which email is being answered: opened by the buttons, by the R, A and F keys, and restored after a reload. */
export const useAnswering = (projectId: string, thread: ThreadView) => {
  const userId = useUserId() ?? '';
  const place: AnswerPlace = useMemo(
    () => ({ userId, projectId, invoiceId: thread.invoiceId, communicationId: thread.id }),
    [userId, projectId, thread.invoiceId, thread.id],
  );
  const mayAnswer = thread.permissions.send;
  const [answers, setAnswers] = useState<Answers | null>(() =>
    mayAnswer ? (loadAnswer(place)?.draft.answers ?? null) : null,
  );
  const [arriving, setArriving] = useState<string | null>(null);
  const answerable = thread.emails.filter(isAnswerable);
  const email = answerable.find(({ id }) => id === answers?.emailId);

  useEffect(() => {
    if (!mayAnswer || answers !== null) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const kind = kindOfKey(event.key);
      const found = kind && meant(answerable);
      if (!kind || !found) return;
      event.preventDefault();
      setAnswers({ emailId: found.id, kind });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });

  // The focus moves to the new email when it appears in the thread.
  const isThere = thread.emails.some(({ id }) => id === arriving);
  useEffect(() => {
    if (!isThere || arriving === null) return;
    setArriving(null);
    const letter = document.getElementById(letterId(arriving));
    letter?.scrollIntoView({ block: 'nearest' });
    letter?.focus({ preventScroll: true });
  }, [isThere, arriving]);

  return {
    place,
    open: answers !== null && email ? { answers, email } : null,
    answer: mayAnswer ? (emailId: string, kind: AnswerKind) => setAnswers({ emailId, kind }) : null,
    close: useCallback(() => setAnswers(null), []),
    arrive: setArriving,
  };
};
