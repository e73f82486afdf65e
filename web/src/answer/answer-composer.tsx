import { useCallback, useState } from 'react';
import { useAnswerComposer } from '../api/queries.ts';
import type { EmailView } from '../api/shapes.ts';
import { useBanner } from '../banner.tsx';
import { type AnswerPlace, forgetDraft, loadAnswer } from '../composer/draft-store.ts';
import { Confirm, Dialog } from '../parts/dialog.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import type { Answers } from './answer-draft.ts';
import { AnswerForm } from './answer-form.tsx';

type Props = {
  place: AnswerPlace;
  answers: Answers;
  /** The email that is answered. */
  email: EmailView;
  onClose: () => void;
  onAccepted: (emailId: string) => void;
};

/** Reply, reply to all, forward. Closing asks first when something would be lost. */
export const AnswerComposer = ({ place, answers, email, onClose, onAccepted }: Props) => {
  const { composer, answer } = useSpeech().strings;
  const announce = useBanner();
  const defaults = useAnswerComposer(place, answers);
  const [stored, setStored] = useState(() => loadAnswer(place));
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
    (emailId: string) => {
      onClose();
      announce({ path: pathTo.thread(place.projectId, place.invoiceId, place.communicationId) });
      onAccepted(emailId);
    },
    [place, onClose, onAccepted, announce],
  );
  return (
    <>
      <Dialog
        title={answer.titles[answers.kind]}
        className="composer answering"
        onClose={close}
        header={<bdi className="muted dialog-sub">{email.subject}</bdi>}
      >
        {defaults.isPending && (
          <div className="composer-wait">
            <Loading rows={6} />
          </div>
        )}
        {defaults.isError && !defaults.data && <Failure error={defaults.error} retry={defaults.refetch} />}
        {defaults.data && (
          <AnswerForm
            key={round}
            place={place}
            answers={answers}
            email={email}
            defaults={defaults.data}
            stored={stored}
            onTouched={setTouched}
            onStartOver={startOver}
            onCancel={close}
            onAccepted={accepted}
          />
        )}
      </Dialog>
      {asking && (
        <Confirm
          title={composer.discardTitle}
          text={composer.discardText}
          yes={composer.discard}
          no={composer.keepWriting}
          danger
          onYes={leave}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
};
