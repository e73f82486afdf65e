import { useEffect } from 'react';

/** Sets the document's title, most specific part first. */
export const useTitle = (...parts: (string | null | undefined)[]) => {
  const title = [...parts.filter(Boolean), 'Courriel'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
};
