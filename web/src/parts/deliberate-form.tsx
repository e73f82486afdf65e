import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useSpeech } from '../strings/language.tsx';
import { Icon, type IconName } from './icon.tsx';

/** The send shortcut as the reader's keyboard labels its keys. */
export const useActKeys = (): string => {
  const { actKeys } = useSpeech().strings.app;
  return /^(?:Mac|iP)/.test(navigator.platform) ? actKeys.apple : actKeys.other;
};

/** Waits for the next frame, when the errors are rendered, then focuses the first invalid field. */
export const focusWrongField = (form: RefObject<HTMLFormElement | null>): number =>
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

/**
 * A form whose action cannot be undone: Enter in a field does not submit it. Only Ctrl+Enter, ⌘+Enter and the form's
 * button do. The button has type "button", so that the browser finds no submit button to press.
 */
export const DeliberateForm = (props: {
  className?: string;
  onAct: () => void;
  form?: RefObject<HTMLFormElement | null>;
  children: ReactNode;
}) => {
  const own = useRef<HTMLFormElement>(null);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    if (!event.repeat && !event.nativeEvent.isComposing) props.onAct();
  };
  return (
    <form
      ref={props.form ?? own}
      className={props.className}
      noValidate
      onKeyDown={press}
      // A form with a single text field is submitted by Enter even without a submit button.
      onSubmit={(event) => event.preventDefault()}
    >
      {props.children}
    </form>
  );
};

/** The button that performs the form's action. */
export const ActButton = (props: {
  label: string;
  onAct: () => void;
  disabled: boolean;
  tone?: 'primary' | 'danger';
  icon?: IconName;
}) => {
  const { answer } = useSpeech().strings;
  const keys = useActKeys();
  return (
    <button
      type="button"
      className={`button button-${props.tone ?? 'primary'}${props.icon ? ' button-big' : ''}`}
      aria-disabled={props.disabled}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      title={answer.withKey(props.label, keys)}
      onClick={props.onAct}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.label}
    </button>
  );
};
