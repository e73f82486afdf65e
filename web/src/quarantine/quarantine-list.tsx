import { useRef, useState } from 'react';
import type { HeldMail } from '../api/shapes.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { HeldMailCard, senderOf } from './held-mail-card.tsx';
import { type Action, useQuarantine, type Which } from './use-quarantine.ts';

type Asked = { mail: HeldMail; action: Action };

/** Mail that was held back, for the Admins of the project. */
export const QuarantineList = ({ projectId }: { projectId: string }) => {
  const { strings } = useSpeech();
  const words = strings.quarantine;
  const [which, setWhich] = useState<Which>('held');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const found = useQuarantine(projectId, which);
  const mails = found.data?.pages.flatMap((page) => page.items) ?? [];
  const done = ({ action }: Asked) => {
    setAsked(null);
    setSaid(action === 'release' ? words.done.released : words.done.discarded);
    // The button that was pressed goes with its mail.
    title.current?.focus();
  };
  return (
    <>
      <div className="filters report-head">
        <h2 ref={title} tabIndex={-1}>
          {words.title}
        </h2>
        <select
          aria-label={words.which}
          value={which}
          onChange={(event) => setWhich(event.target.value === 'handled' ? 'handled' : 'held')}
        >
          <option value="held">{words.held}</option>
          <option value="handled">{words.handled}</option>
        </select>
      </div>
      <p className="hint">{words.intro}</p>
      <p role="status" className="hint">
        {said}
      </p>
      {found.isPending && <Loading rows={5} />}
      {found.isError && mails.length === 0 && <Failure error={found.error} retry={found.refetch} />}
      {found.isSuccess && mails.length === 0 && (
        <Empty icon="shield" title={which === 'held' ? words.none : words.noneHandled} />
      )}
      {mails.length > 0 && (
        <ul className="held-list">
          {mails.map((mail) => (
            <li key={mail.id}>
              <HeldMailCard projectId={projectId} mail={mail} onAsk={(action) => setAsked({ mail, action })} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={found} />
      {asked && (
        <DecisionDialog
          projectId={projectId}
          mail={asked.mail}
          sender={senderOf(asked.mail) || words.noSender}
          action={asked.action}
          onClose={() => setAsked(null)}
          onDone={() => done(asked)}
        />
      )}
    </>
  );
};
