import { useRef, useState } from 'react';
import type { QuarantinedMail } from '../api/shapes.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { type Bulk, BulkDiscardDialog } from './bulk-discard.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { QuarantineGroups } from './quarantine-groups.tsx';
import { QuarantinedMailCard, senderOf } from './quarantined-mail-card.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type Action, useQuarantine, type Which } from './use-quarantine.ts';

type Decision = { mail: QuarantinedMail; action: Action };

/** Quarantined mail, for the Admins of the project. */
export const QuarantineList = ({ projectId }: { projectId: string }) => {
  const { strings } = useSpeech();
  const words = strings.quarantine;
  const [which, setWhich] = useState<Which>('held');
  const [decision, setDecision] = useState<Decision | null>(null);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const found = useQuarantine(projectId, { state: which });
  const mails = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isHeld = which === 'held';
  // A mail that another Admin has decided about meanwhile is no longer selected.
  const selected = mails.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const done = (words: string) => {
    setDecision(null);
    setBulk(null);
    setChosen(new Set());
    setOutcome(words);
    // Moves the focus, since the button that was pressed disappears with its mail.
    title.current?.focus();
  };
  const choose = (id: string, on: boolean) =>
    setChosen(new Set(on ? [...selected, id] : selected.filter((other) => other !== id)));
  const card = (mail: QuarantinedMail) => (
    <QuarantinedMailCard projectId={projectId} mail={mail} onAsk={(action) => setDecision({ mail, action })} />
  );
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
        {outcome}
      </p>
      {found.isPending && <Loading rows={5} />}
      {found.isError && mails.length === 0 && <Failure error={found.error} retry={found.refetch} />}
      {found.isSuccess && mails.length === 0 && <Empty icon="shield" title={isHeld ? words.none : words.noneHandled} />}
      {isHeld && <QuarantineGroups projectId={projectId} card={card} onDiscard={(group) => setBulk({ group })} />}
      {isHeld && mails.length > 0 && (
        <SelectionBar
          shown={mails.length}
          chosen={selected.length}
          onAll={(all) => setChosen(new Set(all ? mails.map(({ id }) => id) : []))}
          onDiscard={() => setBulk({ emailIds: selected })}
        />
      )}
      {mails.length > 0 && (
        <ul className="held-list">
          {mails.map((mail) => (
            <li key={mail.id}>
              <QuarantinedMailCard
                projectId={projectId}
                mail={mail}
                onAsk={(action) => setDecision({ mail, action })}
                {...(isHeld && { chosen: chosen.has(mail.id), onChoose: (on: boolean) => choose(mail.id, on) })}
              />
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={found} />
      {decision && (
        <DecisionDialog
          projectId={projectId}
          mail={decision.mail}
          sender={senderOf(decision.mail) || words.noSender}
          action={decision.action}
          onClose={() => setDecision(null)}
          onDone={() => done(decision.action === 'release' ? words.done.released : words.done.discarded)}
        />
      )}
      {bulk && (
        <BulkDiscardDialog
          projectId={projectId}
          bulk={bulk}
          count={'emailIds' in bulk ? bulk.emailIds.length : bulk.group.count}
          onClose={() => setBulk(null)}
          onDone={({ discarded, others }) => done(words.bulkDone(discarded, others))}
        />
      )}
    </>
  );
};
