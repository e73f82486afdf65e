import { type FormEvent, useEffect, useState } from 'react';
import type { CommunicationView, Composer } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import { AttachmentField } from './attachment-field.tsx';
import { checkDraft, type Field, type FieldErrors } from './checks.ts';
import { ComposerFoot } from './composer-foot.tsx';
import { DocumentRow } from './document-row.tsx';
import { type Attempt, type Draft, freshDraft, isTouched, withLanguage } from './draft.ts';
import { type DraftPlace, forgetDraft, saveDraft } from './draft-store.ts';
import { DropZone } from './drop-zone.tsx';
import { MessageEditor } from './message-editor.tsx';
import { PreviewPane, wideEnough } from './preview-pane.tsx';
import { RecipientField } from './recipient-field.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { readyFiles, useAttachments } from './use-attachments.ts';
import { usePreview } from './use-preview.ts';
import { useSend } from './use-send.ts';

type Props = {
  place: DraftPlace;
  defaults: Composer;
  stored: { draft: Draft; attempt: Attempt | null } | null;
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
  const [pending, setPending] = useState<Partial<Record<Field, string>>>({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const [spoken, setSpoken] = useState('');
  const [previewing, setPreviewing] = useState(wideEnough);
  const attachments = useAttachments(place.projectId, defaults.attachmentLimits, written.files);
  const preview = usePreview(place.projectId, place.invoiceId, written.language, defaults.invoiceVersion);
  const { attempt, outcome, send } = useSend({
    place,
    attempt: stored?.attempt ?? null,
    recipientLimit: defaults.recipientLimit,
    onVersionChanged: props.onReload,
    onAccepted: props.onAccepted,
  });

  const draft: Draft = { ...written, files: readyFiles(attachments.items) };
  const touched = isTouched(draft, defaults) || attachments.items.length > 0;
  const text = JSON.stringify(draft);
  useEffect(() => {
    onTouched(touched);
    if (touched) saveDraft(place, { draft: JSON.parse(text), attempt });
    else forgetDraft(place);
  }, [touched, text, attempt, place, onTouched]);

  const forgive = (field: Field) => setErrors(({ [field]: _, ...others }) => others);
  const change = (part: Partial<Draft>, field?: Field) => {
    setWritten((now) => ({ ...now, ...part }));
    if (field) forgive(field);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (outcome.state === 'sending') return;
    const found = checkDraft(
      draft,
      pending,
      attachments.items.every(({ step }) => step.state === 'ready'),
      words,
    );
    setErrors(found);
    if (Object.keys(found).length === 0) send(draft, defaults.invoiceVersion);
    // Drawn first, then the first field that is wrong takes the focus.
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const shown: FieldErrors = { ...(outcome.state === 'refused' ? outcome.fields : {}), ...errors };
  const taken = new Set([...draft.to, ...draft.cc, ...draft.bcc].map(({ id }) => id));

  return (
    <DropZone onFiles={attachments.add}>
      <form className={previewing ? 'composing composing-wide' : 'composing'} noValidate onSubmit={submit}>
        <div className="composing-fields">
          {stored && (
            <p className="note">
              {words.restored}{' '}
              <button type="button" className="text-button" onClick={props.onStartOver}>
                {words.startOver}
              </button>
            </p>
          )}
          {(['to', 'cc', 'bcc'] as const).map((field) => (
            <RecipientField
              key={field}
              label={words[field]}
              projectId={place.projectId}
              chosen={written[field]}
              taken={taken}
              error={shown[field]}
              focusFirst={field === 'to'}
              onChange={(chosen) => change({ [field]: chosen }, field)}
              onPending={(typed) => {
                setPending((now) => ({ ...now, [field]: typed }));
                forgive(field);
              }}
              announce={setSpoken}
            />
          ))}
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
          <p className="spoken" aria-live="polite">
            {spoken}
          </p>
        </div>
        {previewing && <PreviewPane preview={preview} />}
        <ComposerFoot outcome={outcome} onCancel={props.onCancel} />
      </form>
    </DropZone>
  );
};
