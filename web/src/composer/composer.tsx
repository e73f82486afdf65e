import { useCallback } from 'react';
import { useComposer } from '../api/queries.ts';
import type { CommunicationView, InvoiceView } from '../api/shapes.ts';
import { useBanner } from '../parts/banner.tsx';
import { pathTo } from '../route.ts';
import { navigate } from '../router.ts';
import { useSpeech } from '../strings/language.tsx';
import { ComposerDialog } from './composer-dialog.tsx';
import { ComposerForm } from './composer-form.tsx';
import { type DraftPlace, loadDraft } from './draft/draft-store.ts';

/** The Email Invoice composer. */
export const Composer = (props: { draft: DraftPlace; invoice: InvoiceView; onClose: () => void }) => {
  const { strings } = useSpeech();
  const { draft: place, invoice, onClose } = props;
  const announce = useBanner();
  const defaults = useComposer(place.projectId, place.invoiceId);
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
    <ComposerDialog
      title={strings.composer.title}
      className="composer"
      header={<span className="muted dialog-sub">{strings.invoice.title(invoice.number)}</span>}
      firstField={strings.composer.to}
      place={place}
      load={() => loadDraft(place)}
      defaults={defaults}
      onClose={onClose}
      form={(data, around, round) => (
        <ComposerForm
          key={round}
          place={place}
          invoice={invoice}
          defaults={data}
          fetchedAt={defaults.dataUpdatedAt}
          onReload={() => defaults.refetch()}
          onAccepted={accepted}
          {...around}
        />
      )}
    />
  );
};
