import { useId } from 'react';

/** Asks for the reason of an action that cannot be undone. `missing`: the form was submitted without one. */
export const ReasonField = (props: {
  words: { reason: string; reasonHint: string; reasonMissing: string };
  value: string;
  missing: boolean;
  focusFirst?: boolean;
  onChange: (reason: string) => void;
}) => {
  const { words, missing } = props;
  const id = useId();
  return (
    <>
      <label className="resend-reason">
        <span>{words.reason}</span>
        <input
          type="text"
          required
          data-first={props.focusFirst}
          maxLength={500}
          value={props.value}
          aria-invalid={missing}
          aria-describedby={id}
          onChange={(event) => props.onChange(event.target.value)}
        />
      </label>
      <p className={missing ? 'field-error' : 'hint'} id={id}>
        {missing ? words.reasonMissing : words.reasonHint}
      </p>
    </>
  );
};
