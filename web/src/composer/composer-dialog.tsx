import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Confirm, Dialog } from '../parts/dialog.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { forgetDraft } from './draft/draft-store.ts';

/** The state and the callbacks that the dialog gives to its form. */
type Around<Stored> = {
  stored: Stored | null;
  /** Text that was typed before the form was ready; it goes into the field that has the focus first. */
  typed: string;
  onTouched: (touched: boolean) => void;
  onStartOver: () => void;
  onCancel: () => void;
};

/** The dialog around every composer: closing it asks for confirmation when a draft would be lost. */
export const ComposerDialog = <Defaults, Stored>(props: {
  title: string;
  className: string;
  header: ReactNode;
  /** Label of the field that has the focus first. */
  firstField: string;
  place: Parameters<typeof forgetDraft>[0];
  load: () => Stored | null;
  defaults: UseQueryResult<Defaults>;
  onClose: () => void;
  /** `round` increases each time the user starts over. */
  form: (defaults: Defaults, around: Around<Stored>, round: number) => ReactNode;
}) => {
  const words = useSpeech().strings.composer;
  const { place, defaults, onClose } = props;
  const [stored, setStored] = useState(props.load);
  const [early, setEarly] = useState('');
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
    setEarly('');
    setRound((n) => n + 1);
  };
  const around = { stored, typed: early, onTouched: setTouched, onStartOver: startOver, onCancel: close };
  return (
    <>
      <Dialog title={props.title} className={props.className} onClose={close} header={props.header}>
        {defaults.isPending && (
          <div className="composer-wait">
            <EarlyField label={props.firstField} value={early} onType={setEarly} />
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

/** Stands in for the form's first field while the form loads, so that no keystroke is lost. */
const EarlyField = (props: { label: string; value: string; onType: (text: string) => void }) => {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="text"
        data-first
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onType(event.target.value)}
      />
    </div>
  );
};
