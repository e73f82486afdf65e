import { useEffect } from 'react';
import type { useProjectCommunications } from '../api/queries.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { CommunicationList } from './communication-list.tsx';

type Found = ReturnType<typeof useProjectCommunications>;
type Props = {
  projectId: string;
  found: Found;
  /** True when text or a state filters the list. */
  isSearch: boolean;
  /** The text in the search box is newer than the results in `found`. */
  isTyping: boolean;
  current: string | null;
  none: string;
};

/** This many rows fill a window, so the page stops searching by itself. */
const enoughRows = 8;
/** The service ends a response at its read limit. After this many responses the reader decides whether to go on. */
const mostByItself = 10;

const rowsOf = (found: Found) => found.data?.pages.flatMap((page) => page.items) ?? [];

const goesOn = (found: Found, isSearch: boolean): boolean =>
  isSearch &&
  found.hasNextPage &&
  !found.isError &&
  rowsOf(found).length < enoughRows &&
  (found.data?.pages.length ?? 0) < mostByItself;

/** True while the response to the present search is still loading. */
export const isSearching = (found: Found, isTyping: boolean, isSearch: boolean): boolean =>
  isTyping || (isSearch && (found.isPending || found.isFetchingNextPage || goesOn(found, isSearch)));

/** The results of the present search, never those of an earlier one. */
export const FoundList = ({ projectId, found, isSearch, isTyping, current, none }: Props) => {
  const words = useSpeech().strings.emails;
  const items = rowsOf(found);
  const wants = goesOn(found, isSearch) && !found.isFetchingNextPage;
  const { fetchNextPage } = found;
  useEffect(() => {
    if (wants) fetchNextPage();
  }, [wants, fetchNextPage]);
  const searching = isSearching(found, isTyping, isSearch);
  const isPartial = isSearch && found.hasNextPage && !searching;
  return (
    <div className={isTyping ? 'found found-older' : 'found'} aria-busy={searching}>
      <p className={searching ? 'hint searching' : 'spoken'} role="status">
        {searching && (items.length > 0 && !isTyping ? words.searchingOn : words.searching)}
        {!searching && isSearch && found.isSuccess && words.foundCount(items.length, found.hasNextPage)}
      </p>
      {found.isPending && <Loading rows={5} />}
      {found.isError && (
        <Failure error={found.error} retry={found.refetch} text={isSearch ? words.searchFailed : null} />
      )}
      {found.isSuccess && items.length === 0 && !searching && (
        <Empty icon={isSearch ? 'search' : 'mail'} title={found.hasNextPage ? words.noneYet : none} />
      )}
      {items.length > 0 && <CommunicationList projectId={projectId} items={items} current={current} />}
      {isPartial && items.length > 0 && <p className="hint">{words.olderUnsearched}</p>}
      {!isTyping && <MoreButton query={found} label={isSearch ? words.searchOn : undefined} />}
    </div>
  );
};
