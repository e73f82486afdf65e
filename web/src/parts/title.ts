import { useEffect } from 'react';

/** The document's title: the most particular first. */
export const useTitle = (...parts: (string | null | undefined)[]) => {
  const title = [...parts.filter(Boolean), 'Courriel'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
};
