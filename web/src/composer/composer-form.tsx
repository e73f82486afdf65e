import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommunicationView, Composer } from '../api/shapes.ts';
import { DeliberateForm, focusWrongField } from '../parts/deliberate-form.tsx';
import { useSpeech } from '../strings/language.tsx';
import { AttachmentField } from './attachments/attachment-field.tsx';
import { DropZone } from './attachments/drop-zone.tsx';
import { readyFiles, useAttachments } from './attachments/use-attachments.ts';
import { ComposerFoot } from './composer-foot.tsx';
import { checkDraft, type Field, type FieldErrors } from './draft/checks.ts';
import { type Attempt, type Draft, freshDraft, isTouched, sendBodyOf, withLanguage } from './draft/draft.ts';
import { type DraftPlace, forgetDraft, saveDraft } from './draft/draft-store.ts';
import { MessageEditor } from './message/message-editor.tsx';
import { DocumentRow } from './preview/document-row.tsx';
import { PreviewPane, wideEnough } from './preview/preview-pane.tsx';
import { usePreview } from './preview/use-preview.ts';
import { RecipientFields } from './recipients/recipient-fields.tsx';
import { RestoredNote } from './restored-note.tsx';
import { SettingsFields } from './settings-fields.tsx';
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

export const ComposerForm = (props: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const { place, defaults, stored, onTouched } = props;
  const [written, setWritten] = useState<Draft>(() => stored?.draft ?? freshDraft(defaults));
  const [pending, setPending] = useState<Partial<Record<Field, string>>>({ to: props.typed });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [previewing, setPreviewing] = useState(wideEnough);
  const attachments = useAttachments(place.projectId, defaults.attachmentLimits, written.files);
  const preview = usePreview(place.projectId, place.invoiceId, written.language, defaults.invoiceVersion);
  const draft = useMemo<Draft>(
    () => ({ ...written, files: readyFiles(attachments.items) }),
    [written, attachments.items],
  );
  const { attempt, outcome, send } = useSendInvoice({
    place,
    draft,
    attempt: stored?.attempt ?? null,
    recipientLimit: defaults.recipientLimit,
    onVersionChanged: props.onReload,
    onAccepted: props.onAccepted,
  });
  const touched = isTouched(draft, defaults) || attachments.items.length > 0;
  useEffect(() => {
    onTouched(touched);
    if (touched) saveDraft(place, { draft, attempt });
    else forgetDraft(place);
  }, [touched, draft, attempt, place, onTouched]);

  const forgive = (field: Field) => setErrors(({ [field]: _, ...others }) => others);
  const change = (part: Partial<Draft>, field?: Field) => {
    setWritten((now) => ({ ...now, ...part }));
    if (field) forgive(field);
  };
  const form = useRef<HTMLFormElement>(null);
  const submit = () => {
    if (outcome.state === 'sending') return;
    const found = checkDraft(
      draft,
      pending,
      attachments.items.every(({ step }) => step.state === 'ready'),
      words,
    );
    setErrors(found);
    if (Object.keys(found).length === 0) send(sendBodyOf(draft, defaults.invoiceVersion));
    focusWrongField(form);
  };
  const shown: FieldErrors = { ...(outcome.state === 'refused' ? outcome.fields : {}), ...errors };

  return (
    <DropZone onFiles={attachments.add}>
      <DeliberateForm className={previewing ? 'composing composing-wide' : 'composing'} form={form} onAct={submit}>
        <div className="composing-fields">
          {stored && <RestoredNote onStartOver={props.onStartOver} />}
          <RecipientFields
            projectId={place.projectId}
            chosen={written}
            errors={shown}
            focusFirst
            typed={props.typed}
            onChange={change}
            onPending={(field, typed) => {
              setPending((now) => ({ ...now, [field]: typed }));
              forgive(field);
            }}
          />
          <SettingsFields
            draft={draft}
            subjectError={shown.subject}
            onChange={change}
            onLanguage={(language) => change(withLanguage(draft, language, defaults.subjects))}
          />
          <DocumentRow preview={preview} open={previewing} onToggle={() => setPreviewing(!previewing)} />
          <AttachmentField attachments={attachments} limits={defaults.attachmentLimits} error={shown.attachments} />
          <MessageEditor
            initial={stored?.draft.message ?? ''}
            onChange={(message) => change({ message }, 'message')}
            error={shown.message}
          />
        </div>
        {previewing && <PreviewPane preview={preview} />}
        <ComposerFoot outcome={outcome} onSend={submit} onCancel={props.onCancel} />
      </DeliberateForm>
    </DropZone>
  );
};
