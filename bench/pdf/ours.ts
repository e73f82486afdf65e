import { chromiumRenderer, renderLimits } from '../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../shared/documents/detail/detail-document.ts';
import type { Peer } from './peer.ts';

type Document = Parameters<ReturnType<typeof chromiumRenderer>['render']>[0];

export const openOurs = async (change: (document: Document) => Document): ReturnType<Peer['open']> => {
  // The time limit is raised, because a busy machine may be slower than the service allows.
  const renderer = chromiumRenderer({
    limits: { ...renderLimits, milliseconds: 300_000 },
    onUndrawn: ({ reason }) => {
      throw new Error(`not drawn by us: ${reason}`);
    },
  });
  return {
    print: async (printed) => (await renderer.render(change(detailDocument(printed, 'en')))).pdf,
    close: () => renderer.close(),
  };
};
