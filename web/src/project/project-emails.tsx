import { useProjectCommunications } from '../api/queries.ts';
import type { CommunicationState } from '../api/shapes.ts';
import { FoundList, isSearching } from '../emails/found-list.tsx';
import { SearchBox, useSearch } from '../parts/search-box.tsx';
import { useQueryPart } from '../router.ts';
import { useSpeech } from '../strings/language.tsx';

const states: CommunicationState[] = ['queued', 'sending', 'sent', 'partly_sent', 'failed', 'held'];

/** The conversations of a project. The search and the state are in the address, so a reload keeps them. */
export const ProjectEmails = ({ projectId }: { projectId: string }) => {
  const { strings } = useSpeech();
  const [q, setQ] = useQueryPart('q');
  const [wanted, setWanted] = useQueryPart('state');
  const state = states.find((known) => known === wanted) ?? null;
  const search = useSearch(q, setQ);
  const found = useProjectCommunications(projectId, q, state);
  const isSearch = q !== '' || state !== null;
  return (
    <>
      <div className="filters">
        <SearchBox
          label={strings.project.search}
          search={search}
          isBusy={isSearching(found, search.isTyping, isSearch)}
        />
        <select
          aria-label={strings.project.state}
          value={state ?? ''}
          onChange={(event) => setWanted(event.target.value)}
        >
          <option value="">{strings.project.anyState}</option>
          {states.map((known) => (
            <option key={known} value={known}>
              {strings.emails.states[known]}
            </option>
          ))}
        </select>
      </div>
      <FoundList
        projectId={projectId}
        found={found}
        isSearch={isSearch}
        isTyping={search.isTyping}
        current={null}
        none={isSearch ? strings.project.noneFound : state ? strings.project.noneInState : strings.project.noEmails}
      />
    </>
  );
};
