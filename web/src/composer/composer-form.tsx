import { useState } from 'react';
import type { CommunicationView, Composer } from '../api/shapes.ts';
import { DeliberateForm } from '../parts/deliberate-form.tsx';
import { AttachmentField } from './attachments/attachment-field.tsx';
import { DropZone } from './attachments/drop-zone.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type Attempt, type Draft, freshDraft, isTouched, sendBodyOf, withLanguage } from './draft/draft.ts';
import type { DraftPlace } from './draft/draft-store.ts';
import { MessageEditor } from './message/message-editor.tsx';
import { DocumentRow } from './preview/document-row.tsx';
import { PreviewPane, wideEnough } from './preview/preview-pane.tsx';
import { usePreview } from './preview/use-preview.ts';
import { RecipientFields } from './recipients/recipient-fields.tsx';
import { RestoredNote } from './restored-note.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { useDraftForm, useKeptDraft } from './use-draft-form.ts';
import { useSendInvoice } from './use-send-invoice.ts';

type Props = {
  place: DraftPlace;
  defaults: Composer;
  stored: { draft: Draft; attempt: Attempt | null } | null;
  typed: string;
  onReload: () => Promise<unknown>;
  onTouched: (touched: boolean) => void;
  onStartOver: () => void;
  onCancel: () => void;
  onAccepted: (communication: CommunicationView) => void;
};

/** The form of an email with an invoice, with the preview of its PDF beside it or below. */
export const ComposerForm = (props: Props) => {
  const { place, defaults, stored, onTouched } = props;
  const { written, draft, form, limits, attachments, change, changePending, submit, errorsAfter } = useDraftForm<Draft>(
    {
      projectId: place.projectId,
      first: () => stored?.draft ?? freshDraft(defaults),
      typed: props.typed,
      limitsOf: () => defaults.attachmentLimits,
    },
  );
  const [previewing, setPreviewing] = useState(wideEnough);
  const preview = usePreview(place.projectId, place.invoiceId, written.language, defaults.invoiceVersion);
  const { attempt, outcome, send } = useSendInvoice({
    place,
    draft,
    attempt: stored?.attempt ?? null,
    recipientLimit: defaults.recipientLimit,
    onVersionChanged: props.onReload,
    onAccepted: props.onAccepted,
  });
  const touched = isTouched(draft, defaults) || attachments.items.length > 0;
  useKeptDraft(place, { draft, attempt }, { touched, onTouched });
  const act = () => submit(outcome, () => send(sendBodyOf(draft, defaults.invoiceVersion)));
  const shown = errorsAfter(outcome);

  return (
    <DropZone onFiles={attachments.add}>
      <DeliberateForm className={previewing ? 'composing composing-wide' : 'composing'} form={form} onAct={act}>
        <div className="composing-fields">
          {stored && <RestoredNote onStartOver={props.onStartOver} />}
          <RecipientFields
            projectId={place.projectId}
            chosen={written}
            errors={shown}
            focusFirst
            typed={props.typed}
            onChange={change}
            onPending={changePending}
          />
          <SettingsFields
            draft={draft}
            subjectError={shown.subject}
            onChange={change}
            onLanguage={(language) => change(withLanguage(draft, language, defaults.subjects))}
          />
          <DocumentRow preview={preview} open={previewing} onToggle={() => setPreviewing(!previewing)} />
          <AttachmentField attachments={attachments} limits={limits} error={shown.attachments} />
          <MessageEditor
            initial={stored?.draft.message ?? ''}
            onChange={(message) => change({ message }, 'message')}
            error={shown.message}
          />
        </div>
        {previewing && <PreviewPane preview={preview} />}
        <ComposerFoot outcome={outcome} onSend={act} onCancel={props.onCancel} />
      </DeliberateForm>
    </DropZone>
  );
};
