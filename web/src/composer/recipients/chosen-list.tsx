import type { KeyboardEvent } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import type { Entry } from '../draft/draft.ts';

type Props = { label: string; chosen: Entry[]; onRemove: (entry: Entry) => void; onLeave: () => void };

/** The people chosen in a field, each with a button that removes them: by mouse, or by arrow keys and Delete. */
export const ChosenList = (props: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const press = (event: KeyboardEvent<HTMLButtonElement>, entry: Entry) => {
    const chip = event.currentTarget.closest('li');
    const before = chip?.previousElementSibling?.querySelector('button');
    const after = chip?.nextElementSibling?.querySelector('button');
    if (event.key === 'ArrowLeft') before?.focus();
    else if (event.key === 'ArrowRight') after ? after.focus() : props.onLeave();
    else if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      const next = before ?? after;
      next ? next.focus() : props.onLeave();
      props.onRemove(entry);
    }
  };
  if (props.chosen.length === 0) return null;
  return (
    <ul className="people" aria-label={props.label}>
      {props.chosen.map((entry) => (
        <li key={entry.id} className="person" title={entry.email ?? undefined}>
          {entry.type === 'group' && <Icon name="people" />}
          <span className="person-name">{entry.name}</span>
          {entry.memberCount !== null && <span className="muted">({entry.memberCount})</span>}
          <button
            type="button"
            aria-label={words.remove(entry.name)}
            onKeyDown={(event) => press(event, entry)}
            onClick={() => {
              props.onRemove(entry);
              props.onLeave();
            }}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
};
