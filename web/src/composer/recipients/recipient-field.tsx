import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useDirectory } from '../../api/queries.ts';
import { useSpeech } from '../../strings/language.tsx';
import type { Entry } from '../draft/draft.ts';
import { ChosenList } from './chosen-list.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useWaitingNames, type WaitingName } from './use-waiting-names.ts';
import { sayName, WaitingList } from './waiting-list.tsx';

type Props = {
  label: string;
  projectId: string;
  chosen: Entry[];
  /** Ids that are already in To, Cc or Bcc. */
  taken: ReadonlySet<string>;
  error: string | undefined;
  focusFirst?: boolean;
  /** Text that was typed before the field was ready. */
  initial: string;
  onChange: (chosen: Entry[]) => void;
  /** Reports text that is typed but not chosen. */
  onPending: (text: string) => void;
  announce: (words: string) => void;
};

/** A combobox with a list of suggestions (ARIA Authoring Practices); the chosen people come before it. */
export const RecipientField = (props: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(props.initial);
  const [open, setOpen] = useState(props.initial.trim() !== '');
  const [active, setActive] = useState(0);
  const typed = text.trim();
  const q = useRested(typed, 120);
  const found = useDirectory(props.projectId, q, open && q === typed);
  // An older response stays visible while the next one loads, but nobody can be chosen from it.
  const isAnswered = q === typed && found.isSuccess && !found.isPlaceholderData;
  const options = (found.data?.items ?? []).filter((entry) => !props.taken.has(entry.id));
  const marked = isAnswered ? options[Math.min(active, options.length - 1)] : undefined;
  const { focusFirst } = props;

  useLayoutEffect(() => {
    if (focusFirst) input.current?.focus();
  }, [focusFirst]);

  const tell = (next: string, names: readonly WaitingName[]) =>
    props.onPending([...names.map((name) => name.text), next.trim()].filter(Boolean).join(', '));
  const add = (entry: Entry) => {
    props.onChange([...props.chosen, entry]);
    props.announce(words.added(entry.name));
  };
  const { waiting, ...names } = useWaitingNames({
    projectId: props.projectId,
    onFound: (entry, rest) => {
      tell(text, rest);
      // Someone who is already in one of the three fields is not added to another.
      if (!props.taken.has(entry.id)) add(entry);
    },
    onFailed: (name) => props.announce(sayName(words, name)),
  });
  const type = (next: string) => {
    setText(next);
    tell(next, waiting);
    setActive(0);
    setOpen(next.trim() !== '');
  };
  const choose = (entry: Entry) => {
    add(entry);
    type('');
    input.current?.focus();
  };
  const remove = (entry: Entry) => {
    props.onChange(props.chosen.filter(({ id: other }) => other !== entry.id));
    props.announce(words.removed(entry.name));
  };
  const lastChip = () =>
    [...(input.current?.closest('.recipients')?.querySelectorAll<HTMLElement>('.person button') ?? [])].at(-1)?.focus();

  /**
   * Enter and Tab choose the marked person. While the response to exactly this text is loading, they leave the text as
   * a waiting name, which becomes the person at the marked place in that response.
   */
  const take = (event: KeyboardEvent) => {
    const isEnter = event.key === 'Enter';
    if (isEnter) event.preventDefault();
    if (typed === '' || !open) {
      if (isEnter && open && marked) choose(marked);
      else if (isEnter && typed !== '') setOpen(true);
    } else if (marked) {
      event.preventDefault();
      choose(marked);
    } else if (q === typed && found.isError) {
      if (isEnter) found.refetch();
    } else if (!isAnswered) {
      event.preventDefault();
      setText('');
      setActive(0);
      setOpen(false);
      tell('', names.add(typed, active));
      props.announce(words.searchingFor(typed));
    }
  };

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if ((key === 'Backspace' || key === 'ArrowLeft') && text === '' && props.chosen.length + waiting.length > 0) {
      event.preventDefault();
      lastChip();
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const last = isAnswered ? options.length - 1 : Number.POSITIVE_INFINITY;
      if (!open) setOpen(true);
      else setActive((at) => Math.max(0, Math.min(last, at + (key === 'ArrowDown' ? 1 : -1))));
    } else if (key === 'Escape' && open) {
      // Esc closes the list, not the composer.
      event.preventDefault();
      setOpen(false);
    } else if (key === 'Enter' || key === 'Tab') take(event);
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
          <WaitingList
            waiting={waiting}
            onRemove={(name) => {
              tell(text, names.remove(name.key));
              input.current?.focus();
            }}
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
            aria-busy={(open && !isAnswered && !found.isError) || waiting.some(({ failed }) => failed === null)}
            aria-controls={`${id}-list`}
            aria-activedescendant={open && marked ? `${id}-${marked.id}` : undefined}
            aria-invalid={props.error !== undefined}
            aria-describedby={props.error === undefined ? undefined : `${id}-error`}
            placeholder={props.chosen.length + waiting.length === 0 ? words.typeAhead : undefined}
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
              searching={!isAnswered}
              failed={found.isError && q === typed}
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
