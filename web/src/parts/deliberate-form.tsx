import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useSpeech } from '../strings/language.tsx';
import { Icon, type IconName } from './icon.tsx';

/** What the reader's keyboard calls the keys that act. */
export const useActKeys = (): string => {
  const { actKeys } = useSpeech().strings.app;
  return /^(?:Mac|iP)/.test(navigator.platform) ? actKeys.apple : actKeys.other;
};

/** Drawn first, then the first field that is wrong takes the focus. */
export const focusWrongField = (form: RefObject<HTMLFormElement | null>): number =>
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

/**
 * A form whose act cannot be taken back: Enter in a field does not do it. Only Ctrl+Enter or ⌘+Enter does, and the
 * form's own button, which is of type "button": a browser that finds no submit button has nothing to press by itself.
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

/** The button of such a form. */
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
