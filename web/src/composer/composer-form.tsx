import { useState } from 'react';
import type { CommunicationView, Composer, InvoiceView } from '../api/shapes.ts';
import { DeliberateForm } from '../parts/deliberate-form.tsx';
import { PaymentFacts } from '../payment/payment-facts.tsx';
import { RetainageTable } from '../payment/retainage-table.tsx';
import { useSpeech } from '../strings/language.tsx';
import { AttachmentField } from './attachments/attachment-field.tsx';
import { DropZone } from './attachments/drop-zone.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type Attempt, type Draft, freshDraft, isRepeat, isTouched, sendBodyOf, withLanguage } from './draft/draft.ts';
import type { DraftPlace } from './draft/draft-store.ts';
import { MessageEditor } from './message/message-editor.tsx';
import { DocumentRow } from './preview/document-row.tsx';
import { PreviewPane, wideEnough } from './preview/preview-pane.tsx';
import { usePreview } from './preview/use-preview.ts';
import { RecipientFields } from './recipients/recipient-fields.tsx';
import { RestoredNote } from './restored-note.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { SignSection } from './sign/sign-section.tsx';
import { useRefusedPreview, useSigning } from './sign/use-signing.ts';
import { useDraftForm, useKeptDraft } from './use-draft-form.ts';
import { useSendInvoice } from './use-send-invoice.ts';

type Props = {
  place: DraftPlace;
  invoice: InvoiceView;
  defaults: Composer;
  /** When the defaults came, by this computer's clock. */
  fetchedAt: number;
  stored: { draft: Draft; attempt: Attempt | null } | null;
  typed: string;
  onReload: () => Promise<unknown>;
  onTouched: (touched: boolean) => void;
  onStartOver: () => void;
  onCancel: () => void;
  onAccepted: (communication: CommunicationView) => void;
};

/** The terms of payment and the retainage of an invoice, folded. Nothing without the Detail right. */
const RequestFacts = ({ invoice: { payment, summary, currency } }: { invoice: InvoiceView }) => {
  const { strings } = useSpeech();
  if (!payment || !summary) return null;
  return (
    <details className="request-facts">
      <summary>{strings.payment.request}</summary>
      <PaymentFacts payment={payment} />
      {summary.retainage && <RetainageTable retainage={summary.retainage} currency={currency} />}
    </details>
  );
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
  const signing = useSigning({
    offer: defaults.signature,
    fetchedAt: props.fetchedAt,
    invoiceVersion: defaults.invoiceVersion,
    signature: written.signature,
    onChange: (signature) => change({ signature }, 'signature'),
    onReload: props.onReload,
  });
  const preview = usePreview(place, written.language, defaults.invoiceVersion, signing.valid);
  useRefusedPreview(preview.error, signing.explain, props.onReload);
  const { attempt, outcome, send } = useSendInvoice({
    place,
    draft,
    attempt: stored?.attempt ?? null,
    recipientLimit: defaults.recipientLimit,
    onVersionChanged: props.onReload,
    explainSignature: signing.explain,
    onAccepted: props.onAccepted,
  });
  const touched = isTouched(draft, defaults) || attachments.items.length > 0;
  useKeptDraft(place, { draft, attempt }, { touched, onTouched });
  const act = () => {
    const body = sendBodyOf(draft, defaults.invoiceVersion);
    submit(outcome, () => send(body), signing.errors(isRepeat(attempt, body)));
  };
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
          <SignSection signing={signing} error={shown.signature} />
          <AttachmentField attachments={attachments} limits={limits} error={shown.attachments} />
          <MessageEditor
            initial={stored?.draft.message ?? ''}
            onChange={(message) => change({ message }, 'message')}
            error={shown.message}
          />
        </div>
        {previewing && (
          <PreviewPane preview={preview} unsigned={signing.offer !== null && !signing.valid}>
            <RequestFacts invoice={props.invoice} />
          </PreviewPane>
        )}
        <ComposerFoot outcome={outcome} onSend={act} onCancel={props.onCancel} />
      </DeliberateForm>
    </DropZone>
  );
};
