import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import type { WaitingName } from './use-waiting-names.ts';

type Props = { waiting: readonly WaitingName[]; onRemove: (name: WaitingName) => void };

/** Names that the directory has not answered yet, or for which it found nobody. */
export const WaitingList = ({ waiting, onRemove }: Props) => {
  const words = useSpeech().strings.composer;
  if (waiting.length === 0) return null;
  return (
    <ul className="people" aria-label={words.waiting}>
      {waiting.map((name) => (
        <li
          key={name.key}
          className={name.failed === null ? 'person person-waiting' : 'person person-lost'}
          title={sayName(words, name)}
        >
          {name.failed === null ? <span className="spinner" aria-hidden="true" /> : <Icon name="warning" />}
          <span className="person-name">{name.text}</span>
          <span className="spoken">{sayName(words, name)}</span>
          <button type="button" aria-label={words.remove(name.text)} onClick={() => onRemove(name)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
};

type Words = Record<'searchingFor' | 'nobodyFor' | 'searchFailed', (text: string) => string>;

export const sayName = (words: Words, { text, failed }: WaitingName): string =>
  failed === null ? words.searchingFor(text) : (failed === 'nobody' ? words.nobodyFor : words.searchFailed)(text);
