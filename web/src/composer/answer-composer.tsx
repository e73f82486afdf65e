import { useCallback } from 'react';
import { useAnswerComposer } from '../api/queries.ts';
import type { Answers, EmailView } from '../api/shapes.ts';
import { useBanner } from '../parts/banner.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import { AnswerForm } from './answer-form.tsx';
import { ComposerDialog } from './composer-dialog.tsx';
import { type AnswerPlace, loadAnswer } from './draft/draft-store.ts';

type Props = {
  place: AnswerPlace;
  answers: Answers;
  /** The email that is answered. */
  email: EmailView;
  onClose: () => void;
  onAccepted: (emailId: string) => void;
};

/** The composer for a reply, a reply to all and a forward. */
export const AnswerComposer = ({ place, answers, email, onClose, onAccepted }: Props) => {
  const { answer, composer } = useSpeech().strings;
  const announce = useBanner();
  const defaults = useAnswerComposer(place, answers);
  const accepted = useCallback(
    (emailId: string) => {
      onClose();
      announce({ path: pathTo.thread(place.projectId, place.invoiceId, place.communicationId) });
      onAccepted(emailId);
    },
    [place, onClose, onAccepted, announce],
  );
  return (
    <ComposerDialog
      title={answer.titles[answers.kind]}
      className="composer answering"
      header={<bdi className="muted dialog-sub">{email.subject}</bdi>}
      firstField={answers.kind === 'forward' ? composer.to : composer.message}
      place={place}
      load={() => loadAnswer(place)}
      defaults={defaults}
      onClose={onClose}
      form={(data, around, round) => (
        <AnswerForm
          key={round}
          place={place}
          answers={answers}
          email={email}
          defaults={data}
          onAccepted={accepted}
          {...around}
        />
      )}
    />
  );
};
