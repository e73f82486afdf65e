import { type KeyboardEvent, useEffect, useRef } from 'react';

/** Milliseconds within which a repeated press of the key that opened a dialog is not meant for the dialog. */
const settling = 300;

/** True where Space types a character. */
const takesLetters = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=file]), textarea'));

/**
 * Keeps Enter and Space from activating anything just after a dialog opened and while they are held down; releasing
 * such a press is ignored as well. Other keys work as usual, and so does Space in a text field.
 */
export const useFirstKeys = () => {
  const openedAt = useRef(Number.POSITIVE_INFINITY);
  const refused = useRef(new Set<string>());
  useEffect(() => {
    openedAt.current = performance.now();
  }, []);
  const presses = ({ key, target }: KeyboardEvent): boolean =>
    key === 'Enter' || (key === ' ' && !takesLetters(target));
  const refuse = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!presses(event)) return;
      const isEarly = performance.now() - openedAt.current < settling;
      if (isEarly || (event.repeat && !takesLetters(event.target))) {
        refused.current.add(event.key);
        refuse(event);
      } else refused.current.delete(event.key);
    },
    onKeyUpCapture: (event: KeyboardEvent) => {
      if (refused.current.delete(event.key)) refuse(event);
    },
  };
};
