import { type RefObject, useEffect, useId, useRef } from 'react';
import type { Strings } from '../../../../shared/words/en/page.ts';
import { Icon } from '../../parts/icon.tsx';
import { Moment } from '../../parts/time-zone.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { type Standing, spokenOf } from '../draft/signing.ts';
import type { Signing } from './use-signing.ts';

type Props = {
  signing: Signing;
  /** Why the invoice cannot be sent as it is signed or not. */
  error: string | undefined;
};

/** Signs the invoice, where its contract asks for that. */
export const SignSection = ({ signing, error }: Props) => {
  const words = useSpeech().strings.sign;
  const { standing, offer } = signing;
  const isSigned = standing.state === 'signed';
  const section = useRef<HTMLFieldSetElement>(null);
  useKeptFocus(section, isSigned);
  if (!offer) return null;
  return (
    <fieldset className="field sign" ref={section}>
      <legend className="label">{words.title}</legend>
      <div className="field-body">
        {isSigned ? (
          <Signed signing={signing} minutes={standing.minutes} />
        ) : (
          <Unsigned signing={signing} error={error ?? signing.faultText ?? undefined} />
        )}
        <p className="hint">{words.help}</p>
        <p className="spoken" role="status">
          {sayStanding(words, standing)}
        </p>
      </div>
    </fieldset>
  );
};

/** Tells a screen reader, as time passes, that a signature is about to expire or has expired. */
const sayStanding = (words: Strings['sign'], standing: Standing): string => {
  if (standing.state === 'expired' || standing.state === 'changed') return words[standing.state];
  const spoken = standing.state === 'signed' ? spokenOf(standing.minutes) : null;
  return spoken === null ? '' : words.validSpoken(spoken);
};

/**
 * The button that was pressed is replaced, and the focus would go with it: it moves to the signature when somebody
 * signs, and to the name when the signature is gone. A focus elsewhere stays.
 */
const useKeptFocus = (section: RefObject<HTMLElement | null>, isSigned: boolean): void => {
  const before = useRef(isSigned);
  useEffect(() => {
    if (before.current === isSigned) return;
    before.current = isSigned;
    if (document.activeElement === document.body || document.activeElement === null)
      section.current?.querySelector<HTMLElement>('.signed-by, input')?.focus();
  }, [section, isSigned]);
};

const Signed = ({ signing, minutes }: { signing: Signing; minutes: number }) => {
  const words = useSpeech().strings.sign;
  const { name = '', title = '', signedAt = '' } = signing.signature ?? {};
  return (
    <div className="file signed">
      <Icon name="check" />
      <p className="signed-by" tabIndex={-1}>
        <bdi>{words.signedBy(name, title)}</bdi> · <Moment at={signedAt} />
        <span className="muted signed-until" role="timer">
          {words.valid(minutes)}
        </span>
      </p>
      <button type="button" className="button" onClick={signing.remove}>
        {words.remove}
      </button>
    </div>
  );
};

const Unsigned = ({ signing, error }: { signing: Signing; error: string | undefined }) => {
  const words = useSpeech().strings.sign;
  const id = useId();
  const { standing, name, title } = signing;
  return (
    <>
      {(standing.state === 'expired' || standing.state === 'changed') && error === undefined && (
        <p className="note note-warn">{words[standing.state]}</p>
      )}
      <div className="sign-fields">
        <label htmlFor={`${id}-name`}>{words.name}</label>
        <input
          id={`${id}-name`}
          type="text"
          maxLength={120}
          autoComplete="name"
          value={name}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => signing.type({ name: event.target.value })}
        />
        <label htmlFor={`${id}-title`}>{words.jobTitle}</label>
        <input
          id={`${id}-title`}
          type="text"
          maxLength={120}
          autoComplete="organization-title"
          value={title}
          onChange={(event) => signing.type({ title: event.target.value })}
        />
        <button type="button" className="button" onClick={signing.sign}>
          <Icon name="check" />
          {words.sign}
        </button>
      </div>
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </>
  );
};
