import { useState } from 'react';
import type { AnswerComposer, Answers, EmailView } from '../api/shapes.ts';
import { DeliberateForm } from '../parts/deliberate-form.tsx';
import { Fold } from '../parts/fold.tsx';
import { useSpeech } from '../strings/language.tsx';
import { AttachmentField } from './attachments/attachment-field.tsx';
import { DropZone } from './attachments/drop-zone.tsx';
import { AlongField } from './attachments/forwarded-files-field.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type AnswerDraft, answerBodyOf, freshAnswer, isAnswerTouched, limitsBeside } from './draft/answer-draft.ts';
import { withLanguage } from './draft/draft.ts';
import type { AnswerPlace, StoredAnswer } from './draft/draft-store.ts';
import { MessageEditor } from './message/message-editor.tsx';
import { RecipientFields } from './recipients/recipient-fields.tsx';
import { RestoredNote } from './restored-note.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { useDraftForm, useKeptDraft } from './use-draft-form.ts';
import { useSendAnswer } from './use-send-answer.ts';

/** The text that follows the message as a quote: only this email's own words, without what it quoted. */
const QuotedEmail = ({ email }: { email: EmailView }) => {
  const { answer: words, reading } = useSpeech().strings;
  const name = email.from.name || email.from.address;
  return (
    <div className="field">
      <span className="label">{words.below}</span>
      <div className="field-body">
        <Fold show={words.showBelow(name)} hide={words.hideBelow}>
          <blockquote className="words quoted" dir="auto">
            {email.text.trim() === '' ? reading.noText : email.text}
          </blockquote>
        </Fold>
      </div>
    </div>
  );
};

type Props = {
  place: AnswerPlace;
  answers: Answers;
  email: EmailView;
  defaults: AnswerComposer;
  stored: StoredAnswer | null;
  typed: string;
  onTouched: (touched: boolean) => void;
  onStartOver: () => void;
  onCancel: () => void;
  onAccepted: (emailId: string) => void;
};

/** The form of an answer: recipients, subject, message, files, and the text that follows as a quote. */
export const AnswerForm = (props: Props) => {
  const own = useSpeech().strings.answer;
  const { place, answers, defaults, stored, onTouched } = props;
  const needsPeople = answers.kind === 'forward' || defaults.to.length === 0;
  const [first] = useState<AnswerDraft>(() => {
    const draft = stored?.draft ?? freshAnswer(defaults, answers);
    return needsPeople ? draft : { ...draft, message: draft.message + paragraphOf(props.typed) };
  });
  const { written, draft, form, limits, attachments, change, changePending, submit, errorsAfter } = useDraftForm({
    projectId: place.projectId,
    first: () => first,
    typed: needsPeople ? props.typed : '',
    limitsOf: ({ forwarded }) => limitsBeside(defaults, forwarded),
  });
  const { attempt, outcome, send } = useSendAnswer({
    place,
    draft,
    attempt: stored?.attempt ?? null,
    recipientLimit: defaults.recipientLimit,
    onAccepted: props.onAccepted,
  });

  const touched = isAnswerTouched(draft, defaults) || attachments.items.length > 0;
  useKeptDraft(place, { draft, attempt }, { touched, onTouched });
  const act = () => submit(outcome, () => send(answerBodyOf(draft)));
  const shown = errorsAfter(outcome);

  return (
    <DropZone onFiles={attachments.add}>
      <DeliberateForm className="composing" form={form} onAct={act}>
        <div className="composing-fields">
          {stored && <RestoredNote onStartOver={props.onStartOver} />}
          <RecipientFields
            projectId={place.projectId}
            chosen={written}
            errors={shown}
            focusFirst={needsPeople}
            typed={needsPeople ? props.typed : ''}
            onChange={change}
            onPending={changePending}
          />
          <div className="field">
            <span className="label" />
            <p className="field-body hint">{defaults.aside ? own.aside : own.open}</p>
          </div>
          <SubjectFields
            draft={draft}
            subjectError={shown.subject}
            languageHelp={own.languageHelp}
            onChange={change}
            onLanguage={(language) => {
              const { subject } = withLanguage(draft, language, defaults.subjects);
              change({ language, subject });
            }}
          />
          <MessageEditor
            initial={first.message}
            focusFirst={!needsPeople}
            onChange={(message) => change({ message }, 'message')}
            error={shown.message}
          />
          <QuotedEmail email={props.email} />
          <AlongField draft={draft} defaults={defaults} onChange={change} />
          <AttachmentField attachments={attachments} limits={limits} error={shown.attachments} />
        </div>
        <ComposerFoot outcome={outcome} onSend={act} onCancel={props.onCancel} />
      </DeliberateForm>
    </DropZone>
  );
};

const paragraphOf = (text: string): string => {
  if (text === '') return '';
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  return paragraph.outerHTML;
};
