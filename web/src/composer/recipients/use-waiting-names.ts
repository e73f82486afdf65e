import { useEffect, useState } from 'react';
import { useDirectory } from '../../api/queries.ts';
import type { Entry } from '../draft/draft.ts';

/** A name that was confirmed before the directory had answered. `failed` says why it did not lead to a person. */
export type WaitingName = { key: number; text: string; place: number; failed: 'nobody' | 'network' | null };

type Options = {
  projectId: string;
  /** `waiting`: the names that are still being looked up. */
  onFound: (entry: Entry, waiting: readonly WaitingName[]) => void;
  onFailed: (name: WaitingName) => void;
};

/**
 * Looks waiting names up in the directory, each by exactly its text: it becomes the person at the place that was
 * marked, or the last one. Names are looked up one after the other, so that people appear in the order in which they
 * were typed.
 */
export const useWaitingNames = ({ projectId, onFound, onFailed }: Options) => {
  const [waiting, setWaiting] = useState<readonly WaitingName[]>([]);
  const [nextKey, setNextKey] = useState(0);
  const next = waiting.find(({ failed }) => failed === null);
  const found = useDirectory(projectId, next?.text ?? '', next !== undefined);
  const change = (names: readonly WaitingName[]) => {
    setWaiting(names);
    return names;
  };
  const remove = (key: number) => change(waiting.filter((name) => name.key !== key));
  const fail = (name: WaitingName, failed: 'nobody' | 'network') => {
    change(waiting.map((other) => (other.key === name.key ? { ...name, failed } : other)));
    onFailed({ ...name, failed });
  };

  useEffect(() => {
    if (!next || found.isPlaceholderData) return;
    if (found.data) {
      const entry = found.data.items[next.place] ?? found.data.items.at(-1);
      if (!entry) return fail(next, 'nobody');
      onFound(entry, remove(next.key));
    } else if (found.isError) fail(next, 'network');
  });

  return {
    waiting,
    add: (text: string, place: number) => {
      setNextKey(nextKey + 1);
      return change([...waiting, { key: nextKey, text, place, failed: null }]);
    },
    remove,
  };
};
