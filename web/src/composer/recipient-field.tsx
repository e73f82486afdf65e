import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useDirectory } from '../api/queries.ts';
import { useSpeech } from '../strings/language.tsx';
import { ChosenList } from './chosen-list.tsx';
import type { Entry } from './draft.ts';
import { SuggestionList } from './suggestion-list.tsx';

type Props = {
  label: string;
  projectId: string;
  chosen: Entry[];
  /** Ids that stand in one of the three fields already. */
  taken: ReadonlySet<string>;
  error: string | undefined;
  focusFirst?: boolean;
  onChange: (chosen: Entry[]) => void;
  /** What is typed and not chosen. */
  onPending: (text: string) => void;
  announce: (words: string) => void;
};

/** A combobox with a list of suggestions (ARIA Authoring Practices); the chosen stand before it. */
export const RecipientField = (props: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const q = useRested(text.trim(), 120);
  const found = useDirectory(props.projectId, q, open);
  const options = (found.data?.items ?? []).filter((entry) => !props.taken.has(entry.id));
  const marked = options[Math.min(active, options.length - 1)];
  const { focusFirst } = props;

  useEffect(() => {
    if (focusFirst) input.current?.focus();
  }, [focusFirst]);

  const type = (next: string) => {
    setText(next);
    props.onPending(next);
    setActive(0);
    setOpen(next.trim() !== '');
  };
  const choose = (entry: Entry) => {
    props.onChange([...props.chosen, entry]);
    props.announce(words.added(entry.name));
    type('');
    input.current?.focus();
  };
  const remove = (entry: Entry) => {
    props.onChange(props.chosen.filter(({ id: other }) => other !== entry.id));
    props.announce(words.removed(entry.name));
  };
  const lastChip = () =>
    input.current?.closest('.recipients')?.querySelector<HTMLElement>('.person:last-child button')?.focus();

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if ((key === 'Backspace' || key === 'ArrowLeft') && text === '' && props.chosen.length > 0) {
      event.preventDefault();
      lastChip();
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive((at) => Math.max(0, Math.min(options.length - 1, at + (key === 'ArrowDown' ? 1 : -1))));
    } else if (key === 'Escape' && open) {
      // Closes the list, not the composer.
      event.preventDefault();
      setOpen(false);
    } else if ((key === 'Enter' || key === 'Tab') && open && marked && text.trim() !== '') {
      event.preventDefault();
      choose(marked);
    }
  };

  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <div className="field-body">
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the whole box focuses its input */}
        <div
          className={props.error === undefined ? 'recipients' : 'recipients recipients-bad'}
          onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
        >
          <ChosenList
            label={words.chosen(props.label)}
            chosen={props.chosen}
            onRemove={remove}
            onLeave={() => input.current?.focus()}
          />
          <input
            ref={input}
            id={id}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-activedescendant={open && marked ? `${id}-${marked.id}` : undefined}
            aria-invalid={props.error !== undefined}
            aria-describedby={props.error === undefined ? undefined : `${id}-error`}
            placeholder={props.chosen.length === 0 ? words.typeAhead : undefined}
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={press}
            onBlur={() => setOpen(false)}
          />
          {open && (
            <SuggestionList
              id={id}
              options={options}
              marked={marked}
              searching={found.isPending || found.isPlaceholderData}
              failed={found.isError}
              onChoose={choose}
            />
          )}
        </div>
        {props.error !== undefined && (
          <p className="field-error" id={`${id}-error`} role="alert">
            {props.error}
          </p>
        )}
      </div>
    </div>
  );
};

const useRested = (value: string, ms: number): string => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
};
