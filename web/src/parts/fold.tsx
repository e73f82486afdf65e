import { type ReactNode, useId, useState } from 'react';

type FoldProps = { show: string; hide: string; isOpen?: boolean; onOpen?: () => void; children: ReactNode };

/** A disclosure: a button that names what it opens, with the content below it. */
export const Fold = ({ show, hide, isOpen = false, onOpen, children }: FoldProps) => {
  const id = useId();
  const [open, setOpen] = useState(isOpen);
  return (
    <>
      <button
        type="button"
        className="fold-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          if (!open) onOpen?.();
        }}
      >
        <span aria-hidden="true">•••</span>
        {open ? hide : show}
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
};
