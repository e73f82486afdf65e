import { openOurs } from '../ours.ts';
import type { Peer } from '../peer.ts';

export const peer: Peer = {
  label: 'ours, without the data as attachments',
  open: () => openOurs(({ dataFiles: _, ...document }) => document),
};
