import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../../strings/language.tsx';
import { safeHref } from './message-html.ts';

/** Asks for a link's address. A bare "example.com" becomes an https address. */
export const LinkRow = ({ onDone }: { onDone: (href: string | null) => void }) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const apply = () => {
    const typed = text.trim();
    const href = safeHref(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
    if (href === null || typed === '') setWrong(true);
    else onDone(href);
  };
  return (
    <div className="link-row">
      <input
        ref={input}
        type="url"
        aria-label={words.linkAddress}
        placeholder="https://"
        value={text}
        aria-invalid={wrong}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') apply();
          else onDone(null);
        }}
      />
      <button type="button" className="button" onClick={apply}>
        {words.applyLink}
      </button>
      <button type="button" className="text-button" onClick={() => onDone(null)}>
        {strings.app.cancel}
      </button>
      {wrong && (
        <p className="field-error" role="alert">
          {words.linkWrong}
        </p>
      )}
    </div>
  );
};
