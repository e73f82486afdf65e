import { useEffect, useRef } from 'react';
import { useSpeech } from '../strings/language.tsx';

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; isError: boolean; fetchNextPage: () => unknown };

/** Loads the rest of a list; with `eager`, also when the button scrolls into view. */
export const MoreButton = ({
  query,
  eager = false,
  label,
}: {
  query: Pages;
  eager?: boolean;
  label?: string | undefined;
}) => {
  const { strings } = useSpeech();
  const ref = useRef<HTMLButtonElement>(null);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  useEffect(() => {
    if (!eager || !ref.current || isFetchingNextPage || isError) return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    seen.observe(ref.current);
    return () => seen.disconnect();
  }, [eager, isFetchingNextPage, isError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <button
      type="button"
      ref={ref}
      className="button more"
      aria-disabled={isFetchingNextPage}
      onClick={() => !isFetchingNextPage && fetchNextPage()}
    >
      {isFetchingNextPage ? strings.app.loading : (label ?? strings.app.loadMore)}
    </button>
  );
};
