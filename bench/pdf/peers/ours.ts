import { openOurs } from '../ours.ts';
import type { Peer } from '../peer.ts';

export const peer: Peer = { label: 'ours', open: () => openOurs((document) => document) };
