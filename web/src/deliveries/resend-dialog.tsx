import { useState } from 'react';
import { useAddresses } from '../api/queries.ts';
import type { DeliveryView } from '../api/shapes.ts';
import { ActButton, DeliberateForm } from '../parts/deliberate-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { ReasonField } from '../parts/reason-field.tsx';
import { useSpeech } from '../strings/language.tsx';
import { ResendPerson } from './resend-person.tsx';
import { mayResend } from './resend-rules.ts';
import { sayResendError, useResend } from './use-resend.ts';

export type ResendPlace = { projectId: string; communicationId: string; emailId: string };
type Props = ResendPlace & {
  deliveries: DeliveryView[];
  /** The person whose resend button was pressed. */
  first: string;
  onClose: () => void;
  onAccepted: (people: DeliveryView[]) => void;
};

const namesOf = (people: readonly DeliveryView[]): string => people.map((d) => d.name || d.address).join(', ');

/** Resends the email to chosen people, and shows the address, the reason and what may go wrong. */
export const ResendDialog = ({ deliveries, first, onClose, onAccepted, ...place }: Props) => {
  const { strings } = useSpeech();
  const words = strings.resend;
  const [wanted, setWanted] = useState(() => new Set([first]));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  // A person whose state changes while the dialog is open disappears from the list.
  const people = deliveries
    .filter(mayResend)
    .sort((a, b) => Number(b.recipientId === first) - Number(a.recipientId === first));
  const directory = useAddresses(place.projectId, people.map((d) => d.recipientId).sort());
  const addressOf = ({ recipientId }: DeliveryView) => directory.data?.get(recipientId) ?? null;
  const chosen = people.filter((d) => wanted.has(d.recipientId) && (!directory.data || addressOf(d) !== null));
  const unsure = chosen.filter((d) => d.state === 'unconfirmed');
  const resend = useResend(place, () => onAccepted(chosen));
  const toggle = (recipientId: string) => {
    const next = new Set(wanted);
    if (!next.delete(recipientId)) next.add(recipientId);
    setWanted(next);
  };
  const isWhole = chosen.length > 0 && reason.trim() !== '';
  const confirm = () => {
    setTried(true);
    if (isWhole && directory.data && !resend.isPending)
      resend.mutate({ recipients: chosen.map((d) => d.recipientId), reason: reason.trim() });
  };
  return (
    <Dialog title={words.title} className="dialog-small resend" onClose={onClose}>
      <DeliberateForm onAct={confirm}>
        <div className="resend-fields">
          <p>{words.intro}</p>
          <fieldset>
            <legend>{words.people}</legend>
            <ul>
              {people.map((delivery) => (
                <li key={delivery.recipientId}>
                  <ResendPerson
                    delivery={delivery}
                    now={directory.data ? addressOf(delivery) : undefined}
                    chosen={chosen.includes(delivery)}
                    first={delivery.recipientId === first}
                    onToggle={() => toggle(delivery.recipientId)}
                  />
                </li>
              ))}
            </ul>
            {tried && chosen.length === 0 && (
              <p className="field-error" role="alert">
                {words.nobody}
              </p>
            )}
          </fieldset>
          <p className="hint">
            {words.directory}{' '}
            <button type="button" className="text-button" onClick={() => directory.refetch()}>
              {words.lookAgain}
            </button>
          </p>
          <p className="hint" role="status">
            {directory.isFetching ? words.looking : directory.isError ? words.lookFailed : ''}
          </p>
          {unsure.length > 0 && (
            <p className="note note-warn" role="alert">
              <Icon name="warning" />
              <span>{words.unconfirmed(namesOf(unsure))}</span>
            </p>
          )}
          <ReasonField words={words} value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
        </div>
        {resend.isError && (
          <p className="field-error resend-refused" role="alert">
            {sayResendError(strings, resend.error)}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {strings.app.cancel}
          </button>
          <ActButton
            label={resend.isPending ? words.sending : unsure.length > 0 ? words.anyway : words.confirm(chosen.length)}
            disabled={resend.isPending || !directory.data}
            onAct={confirm}
          />
        </footer>
      </DeliberateForm>
    </Dialog>
  );
};
