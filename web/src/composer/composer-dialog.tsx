import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Confirm, Dialog } from '../parts/dialog.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { forgetDraft } from './draft-store.ts';

/** What a form is told of the draft around it. */
type Around<Stored> = {
  stored: Stored | null;
  onTouched: (touched: boolean) => void;
  onStartOver: () => void;
  onCancel: () => void;
};

/** The dialog in which something is written: closing asks first when something would be lost. */
export const ComposerDialog = <Defaults, Stored>(props: {
  title: string;
  className: string;
  header: ReactNode;
  place: Parameters<typeof forgetDraft>[0];
  load: () => Stored | null;
  defaults: UseQueryResult<Defaults>;
  onClose: () => void;
  /** `round` is another for each beginning anew. */
  form: (defaults: Defaults, around: Around<Stored>, round: number) => ReactNode;
}) => {
  const words = useSpeech().strings.composer;
  const { place, defaults, onClose } = props;
  const [stored, setStored] = useState(props.load);
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
  const around = { stored, onTouched: setTouched, onStartOver: startOver, onCancel: close };
  return (
    <>
      <Dialog title={props.title} className={props.className} onClose={close} header={props.header}>
        {defaults.isPending && (
          <div className="composer-wait">
            <Loading rows={6} />
          </div>
        )}
        {defaults.isError && !defaults.data && <Failure error={defaults.error} retry={defaults.refetch} />}
        {defaults.data && props.form(defaults.data, around, round)}
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
