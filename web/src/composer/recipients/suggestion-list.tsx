import { useEffect, useRef } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { initials } from '../../parts/people.ts';
import { useSpeech } from '../../strings/language.tsx';
import type { Entry } from '../draft/draft.ts';

type Props = {
  id: string;
  options: Entry[];
  marked: Entry | undefined;
  /** The options belong to an earlier text, so they can be seen but not chosen. */
  searching: boolean;
  failed: boolean;
  onChoose: (entry: Entry) => void;
};

/** The suggestions below a recipient field. The field's input keeps the focus and handles the keys. */
export const SuggestionList = (props: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const list = useRef<HTMLDivElement>(null);
  const markedId = props.marked?.id;
  useEffect(() => {
    if (markedId !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);
  const nothing = props.options.length === 0;
  return (
    <div
      className={props.searching ? 'suggestions suggestions-older' : 'suggestions'}
      aria-busy={props.searching && !props.failed}
      role="listbox"
      tabIndex={-1}
      id={`${props.id}-list`}
      aria-label={words.suggestions}
      ref={list}
      // The input keeps the focus while the mouse chooses.
      onMouseDown={(event) => event.preventDefault()}
    >
      {nothing && (
        <p className="suggestion-note" role="status">
          {props.failed ? strings.problems.network : props.searching ? words.searching : words.noMatch}
        </p>
      )}
      {props.options.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox's input has the keys
        <div
          key={entry.id}
          id={`${props.id}-${entry.id}`}
          className="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={entry.id === markedId}
          aria-disabled={props.searching}
          onClick={() => !props.searching && props.onChoose(entry)}
        >
          <span className="avatar avatar-small" aria-hidden="true">
            {entry.type === 'group' ? <Icon name="people" /> : initials(entry.name)}
          </span>
          <span className="suggestion-words">
            <strong>{entry.name}</strong>
            <span className="muted">{describe(entry, words)}</span>
          </span>
        </div>
      ))}
    </div>
  );
};

type Words = { group: string; groupOf: (count: number) => string };

const describe = (entry: Entry, words: Words): string => {
  if (entry.type === 'group') return entry.memberCount === null ? words.group : words.groupOf(entry.memberCount);
  return [entry.email, entry.company].filter(Boolean).join(' · ');
};
