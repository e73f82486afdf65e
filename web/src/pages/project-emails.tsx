import { useState } from 'react';
import { useProjectCommunications } from '../api/queries.ts';
import type { CommunicationState } from '../api/shapes.ts';
import { CommunicationList } from '../emails/communication-list.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';

const states: CommunicationState[] = ['queued', 'sending', 'sent', 'partly_sent', 'failed', 'held'];

export const ProjectEmails = ({ projectId }: { projectId: string }) => {
  const { strings } = useSpeech();
  const [q, setQ] = useState('');
  const [state, setState] = useState<CommunicationState | null>(null);
  const found = useProjectCommunications(projectId, q, state);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = q !== '' || state !== null;
  return (
    <>
      <div className="filters">
        <SearchBox label={strings.project.search} onSearch={setQ} />
        <select
          aria-label={strings.project.state}
          value={state ?? ''}
          onChange={(event) => setState(states.find((known) => known === event.target.value) ?? null)}
        >
          <option value="">{strings.project.anyState}</option>
          {states.map((known) => (
            <option key={known} value={known}>
              {strings.emails.states[known]}
            </option>
          ))}
        </select>
      </div>
      {found.isPending && <Loading rows={5} />}
      {found.isError && <Failure error={found.error} retry={found.refetch} />}
      {found.isSuccess && items.length === 0 && (
        <Empty
          icon={filtered ? 'search' : 'mail'}
          title={filtered ? strings.project.noneFound : strings.project.noEmails}
        />
      )}
      {items.length > 0 && <CommunicationList projectId={projectId} items={items} current={null} />}
      <MoreButton query={found} />
    </>
  );
};
