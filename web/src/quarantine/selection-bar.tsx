import { useEffect, useRef } from 'react';
import { useSpeech } from '../strings/language.tsx';

type Props = { shown: number; chosen: number; onAll: (all: boolean) => void; onDiscard: () => void };

/** Selects all or none of the visible mails, and discards the selected ones. */
export const SelectionBar = ({ shown, chosen, onAll, onDiscard }: Props) => {
  const words = useSpeech().strings.quarantine;
  const box = useRef<HTMLInputElement>(null);
  const isSome = chosen > 0 && chosen < shown;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <div className="held-selection">
      <label>
        <input
          ref={box}
          type="checkbox"
          checked={chosen > 0 && chosen === shown}
          onChange={(event) => onAll(event.target.checked)}
        />{' '}
        {words.selectAll(shown)}
      </label>
      <span role="status">{chosen > 0 && words.selected(chosen)}</span>
      <button type="button" className="button" aria-disabled={chosen === 0} onClick={() => chosen > 0 && onDiscard()}>
        {words.discardSelected}
      </button>
    </div>
  );
};
