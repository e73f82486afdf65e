import { mimeReader } from '../../shared/adapters/mail/mime-reader.ts';
import { corpus } from '../../test/fixtures/mail/corpus.ts';
import { type ReaderName, readerNames, readers } from './readers.ts';

/** How often each reader extracts exactly the person's own text, over the corpus. */
export type Exactness = Record<ReaderName, { all: number; people: number; lost: number }> & {
  size: { all: number; people: number };
};

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The signature may remain, because not all readers remove it. White space at the ends is ignored. */
const isRight = (shown: string, { text, signature }: { text: string; signature: string | null }): boolean =>
  shown.trim() === text || (signature !== null && plain(shown) === plain(`${text} ${signature}`));

/** True if any word that the person wrote is missing. */
const isLost = (shown: string, text: string): boolean => {
  const words = plain(text.replaceAll('>', '')).split(' ');
  const found = plain(shown.replaceAll('>', ''));
  return words.some((word) => !found.includes(word));
};

export const exactness = async (): Promise<Exactness> => {
  const reader = mimeReader();
  const none = () => ({ all: 0, people: 0, lost: 0 });
  const counts: Exactness = {
    ours: none(),
    planer: none(),
    'email-reply-parser': none(),
    size: { all: corpus.length, people: corpus.filter(({ expected }) => expected.kind === 'human').length },
  };
  for (const { raw, expected } of corpus) {
    const mail = await reader.read(raw);
    for (const name of readerNames) {
      const shown = readers[name](mail);
      const right = isRight(shown, expected) ? 1 : 0;
      counts[name].all += right;
      if (expected.kind !== 'human') continue;
      counts[name].people += right;
      counts[name].lost += isLost(shown, expected.text) ? 1 : 0;
    }
  }
  return counts;
};
