import { useCallback, useState } from 'react';
import { useComposer } from '../api/queries.ts';
import type { CommunicationView, InvoiceView } from '../api/shapes.ts';
import { useBanner } from '../banner.tsx';
import { Confirm, Dialog } from '../parts/dialog.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { pathTo } from '../route.ts';
import { navigate } from '../router.ts';
import { useSpeech } from '../strings/language.tsx';
import { ComposerForm } from './composer-form.tsx';
import { type DraftPlace, forgetDraft, loadDraft } from './draft-store.ts';

/** Email Invoice. Closing asks first when something would be lost. */
export const Composer = (props: { draft: DraftPlace; invoice: InvoiceView; onClose: () => void }) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const { draft: place, invoice, onClose } = props;
  const announce = useBanner();
  const defaults = useComposer(place.projectId, place.invoiceId);
  const [stored, setStored] = useState(() => loadDraft(place));
  const [round, setRound] = useState(0);
  const [touched, setTouched] = useState(false);
  const [asking, setAsking] = useState(false);

  const leave = () => {
    forgetDraft(place);
    onClose();
  };
  const close = () => (touched ? setAsking(true) : leave());
  const startOver = () => {
    forgetDraft(place);
    setStored(null);
    setRound((n) => n + 1);
  };
  const accepted = useCallback(
    (communication: CommunicationView) => {
      const path = pathTo.thread(place.projectId, place.invoiceId, communication.id);
      onClose();
      announce({ path });
      navigate(path);
    },
    [place.projectId, place.invoiceId, onClose, announce],
  );

  return (
    <>
      <Dialog
        title={words.title}
        className="composer"
        onClose={close}
        header={<span className="muted dialog-sub">{strings.invoice.title(invoice.number)}</span>}
      >
        {defaults.isPending && (
          <div className="composer-wait">
            <Loading rows={6} />
          </div>
        )}
        {defaults.isError && !defaults.data && <Failure error={defaults.error} retry={defaults.refetch} />}
        {defaults.data && (
          <ComposerForm
            key={round}
            place={place}
            defaults={defaults.data}
            stored={stored}
            onReload={() => defaults.refetch()}
            onTouched={setTouched}
            onStartOver={startOver}
            onCancel={close}
            onAccepted={accepted}
          />
        )}
      </Dialog>
      {asking && (
        <Confirm
          title={words.discardTitle}
          text={words.discardText}
          yes={words.discard}
          no={words.keepWriting}
          danger
          onYes={leave}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
};
