import { type ReactNode, useState } from 'react';
import { Icon } from '../parts/icon.tsx';

/** One line that opens. What it holds is drawn when it is opened for the first time: a long thread is mostly such lines. */
export const Folded = (props: { className?: string | undefined; line: ReactNode; children: ReactNode }) => {
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details
      className={props.className === undefined ? 'folded' : `folded ${props.className}`}
      onToggle={(event) => event.currentTarget.open && setWasOpen(true)}
    >
      <summary>
        <Icon name="chevron" />
        {props.line}
      </summary>
      {wasOpen && props.children}
    </details>
  );
};
