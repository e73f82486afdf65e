import type { ComponentProps } from 'react';

/** A link within the page; `to` is a path of route.ts. */
export const Link = ({ to, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { to: string }) => (
  <a href={`#${to}`} {...rest} />
);
