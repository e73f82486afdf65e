import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

/** Says what is typed once the typing rests. */
export const SearchBox = ({ label, onSearch }: { label: string; onSearch: (q: string) => void }) => {
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <div className="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
};
