import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { en, type Strings } from '../../../shared/words/en/page.ts';
import { fr } from '../../../shared/words/fr/page.ts';
import type { Language } from '../format.ts';

const catalogues: Record<Language, Strings> = { en, fr };

const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'fr';

const storageKey = 'courriel.language';

const fromBrowser = (): Language => (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en');

/** A link may set the language: /?lang=fr. */
const chosen = (): Language | null => {
  const linked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(linked)) localStorage.setItem(storageKey, linked);
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : null;
};

type Speech = {
  language: Language;
  strings: Strings;
  /** The reader's own choice: stored, and it overrides `suggest`. */
  choose(language: Language): void;
  /** Takes over the language that the directory has for the user. It holds until the reader chooses one. */
  suggest(language: Language | null): void;
};

const Context = createContext<Speech | null>(null);

/** Gives the page its language and its words: by the reader's choice, the directory's suggestion, or the browser. */
export const LanguageProvider = ({ children }: { children: ReactNode }) => {
  const [choice, setChoice] = useState(chosen);
  const [suggestion, setSuggestion] = useState<Language | null>(null);
  const language = choice ?? suggestion ?? fromBrowser();
  useEffect(() => {
    document.documentElement.lang = language === 'fr' ? 'fr-CA' : 'en-CA';
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      strings: catalogues[language],
      choose: (next) => {
        localStorage.setItem(storageKey, next);
        setChoice(next);
      },
      suggest: setSuggestion,
    }),
    [language],
  );
  return <Context value={speech}>{children}</Context>;
};

export const useSpeech = (): Speech => {
  const speech = use(Context);
  if (!speech) throw new Error('useSpeech needs a LanguageProvider');
  return speech;
};
