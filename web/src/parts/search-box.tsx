import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

/**
 * The typed text. Calls `onSearch` with it when typing pauses for a quarter of a second; until then (`isTyping`), the
 * results belong to the earlier query `q`.
 */
export const useSearch = (q: string, onSearch: (q: string) => void) => {
  const [text, setText] = useState(q);
  const words = text.trim();
  useEffect(() => {
    const timer = setTimeout(() => onSearch(words), 250);
    return () => clearTimeout(timer);
  }, [words, onSearch]);
  return { text, setText, isTyping: words !== q };
};

export type Search = ReturnType<typeof useSearch>;

export const SearchBox = (props: { label: string; search: Search; isBusy: boolean }) => {
  const { label, search, isBusy } = props;
  return (
    <div className="search" aria-busy={isBusy}>
      {isBusy ? <span className="spinner" aria-hidden="true" /> : <Icon name="search" />}
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
      />
    </div>
  );
};
