import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useSpeech } from '../strings/language.tsx';
import { useFirstKeys } from './first-keys.ts';
import { Icon } from './icon.tsx';

/**
 * A modal dialog based on the browser's <dialog>: the focus stays inside, the rest is inert, and the focus returns on
 * closing. `onClose` is a request: Esc, the cross and a close by the browser all call it, and the parent decides.
 */
export const Dialog = (props: {
  title: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
  header?: ReactNode;
}) => {
  const { strings } = useSpeech();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const firstKeys = useFirstKeys();
  // Closes before React removes the node: only then does the browser return the focus.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dialog ${props.className}`}
      aria-labelledby={titleId}
      {...firstKeys}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // Chrome closes a dialog at the second Esc even when its cancel event is prevented; preventing the key itself
        // works.
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        {props.header}
        <button type="button" className="icon-button" aria-label={strings.app.close} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
};

/** A question with two answers; the harmless one has the focus. */
export const Confirm = (props: {
  title: string;
  text: string;
  yes: string;
  no: string;
  danger?: boolean;
  onYes: () => void;
  onNo: () => void;
}) => (
  <Dialog title={props.title} className="dialog-small" onClose={props.onNo}>
    <p className="dialog-text">{props.text}</p>
    <footer className="dialog-foot">
      <button type="button" className="button" data-first onClick={props.onNo}>
        {props.no}
      </button>
      <button
        type="button"
        className={props.danger ? 'button button-danger' : 'button button-primary'}
        onClick={props.onYes}
      >
        {props.yes}
      </button>
    </footer>
  </Dialog>
);
