import { describe, expect, test } from 'vitest';
import { contains, fold, matchesPrefixes } from '../../shared/domain/search-text.ts';

describe('search', () => {
  const texts = ['Marie-Ève Côté-Lœuvre', 'Structures Œil inc.', 'marie.cote@acier.test'];

  test('accents, case and ligatures do not count', () => {
    expect(fold('ÉLÈVE Œuvre Ça')).toBe('eleve oeuvre ca');
    for (const query of ['eve', 'COTE', 'côt', 'loeuvre', 'oeil', 'STRUCT'])
      expect(matchesPrefixes(query, texts), query).toBe(true);
  });

  test('a word is found by its beginning only, and every word must be found', () => {
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

  test('in texts, the query stands anywhere, whatever the spaces', () => {
    expect(contains('FACTURE  approuvee', ['La facture\napprouvée hier'])).toBe(true);
    expect(contains('approuvee facture', ['La facture approuvée'])).toBe(false);
    expect(contains('(a+)+$', ['aaaa'])).toBe(false);
  });
});
