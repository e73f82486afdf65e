import { describe, expect, test } from 'vitest';
import { distinctWords, fold, matchesPrefixes, queryWords } from '../../../shared/domain/search-text.ts';

describe('search', () => {
  const texts = ['Marie-Ève Côté-Lœuvre', 'Structures Œil inc.', 'marie.cote@acier.test'];

  test('a search ignores accents, case and ligatures', () => {
    expect(fold('ÉLÈVE Œuvre Ça')).toBe('eleve oeuvre ca');
    for (const query of ['eve', 'COTE', 'côt', 'loeuvre', 'oeil', 'STRUCT'])
      expect(matchesPrefixes(query, texts), query).toBe(true);
  });

  test('a word matches by its beginning only, and every word must match', () => {
    expect(matchesPrefixes('ote', texts)).toBe(false);
    expect(matchesPrefixes('marie str', texts)).toBe(true);
    expect(matchesPrefixes('marie zoe', texts)).toBe(false);
  });

  test('a whole address and its parts are found', () => {
    for (const query of ['marie.cote@acier.test', 'marie.cote@ac', 'acier'])
      expect(matchesPrefixes(query, texts), query).toBe(true);
  });

  test('an empty query, or one without a word, matches all', () => {
    for (const query of ['', '  ', '@']) expect(matchesPrefixes(query, texts)).toBe(true);
  });

  test('each word of a text is kept once, and addresses, amounts and numbers are kept whole', () => {
    const text = 'La facture SC-2026-031 (approuvée) : 1 234,50 $. Écrire à <julie@client.test>; la FACTURE.';
    expect(distinctWords([text], 1000)).toBe(
      'la facture sc-2026-031 approuvee 1 234,50 ecrire a julie@client.test'.replace(' 1 ', ' ').replace(' a ', ' '),
    );
  });

  test('a query becomes its words without repeats, and none if it has no letter or digit', () => {
    expect(queryWords('  Payée VENDREDI payee ')).toEqual(['payee', 'vendredi']);
    expect(queryWords('l’acier')).toEqual(["l'acier"]);
    for (const empty of ['', '  ', '@ — $']) expect(queryWords(empty)).toEqual([]);
  });

  test('text without spaces is found by any 64 characters of it', () => {
    const long = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const kept = distinctWords([long], 10_000);
    for (let from = 0; from + 64 <= long.length; from += 1)
      expect(kept.includes(queryWords(long.slice(from, from + 64))[0] ?? '-'), String(from)).toBe(true);
  });

  test('the time to read a text grows only with its length', () => {
    const started = performance.now();
    for (const piece of ['a.', '.', 'a ', 'é', '\ud83d', 'x1'])
      expect(distinctWords([piece.repeat(500_000)], 16_384).length).toBeLessThan(16_384);
    const different = Array.from({ length: 100_000 }, (_, i) => i.toString(36)).join(' ');
    expect(distinctWords([different], 16_384).length).toBeLessThan(16_384);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
