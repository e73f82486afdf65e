import { type ReactNode, useState } from 'react';
import { Icon } from '../parts/icon.tsx';

/** A line that opens. Its content is rendered on first opening, since most of a long thread stays folded. */
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
