import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** A text in the source code, with its file and line. */
type Piece = { text: string; where: string };

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
};

const locationOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

/** A template counts as one text in which each `${…}` is the letter X, so that the text around a value is checked too. */
const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join('');
};

const piecesOf = (file: string): Piece[] => {
  const found: Piece[] = [];
  walk(parse(file), (node) => {
    const text = ts.isImportDeclaration(node.parent ?? node) ? null : textOf(node);
    if (text !== null) found.push({ text, where: locationOf(node) });
  });
  return found;
};

const violations = (pieces: readonly Piece[], rule: RegExp): string[] =>
  pieces.filter(({ text }) => rule.test(text)).map(({ text, where }) => `${where} ${text}`);

/**
 * Every path to a text or to a function that makes one. `taxNames` translates from the other language, so its keys
 * differ.
 */
const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => (key === 'taxNames' ? [] : keysOf(inner, `${path}/${key}`)))
    : [`${path} ${typeof value}`];

const names = globSync('shared/words/en/*.ts').map((file) => file.slice('shared/words/en/'.length));

describe('the words of both languages', () => {
  test('are in the same files', () => {
    expect(names.length).toBeGreaterThan(8);
    expect(
      globSync('shared/words/fr/*.ts')
        .map((file) => file.slice('shared/words/fr/'.length))
        .sort(),
    ).toEqual(names.toSorted());
  });

  test.each(names)('have the same keys in %s', async (name) => {
    const values = async (language: string): Promise<unknown[]> =>
      Object.values(await import(`../../../shared/words/${language}/${name}`));
    expect(keysOf(await values('fr')).sort()).toEqual(keysOf(await values('en')).sort());
  });
});

describe('French follows the typography of Québec', () => {
  // Mail programs recognize a subject's prefix and the headers of a quoted mail only with a plain space.
  const forPrograms = ['TR : ', ' : '];
  const pieces = globSync('shared/words/fr/*.ts')
    .flatMap(piecesOf)
    .filter(({ text }) => !forPrograms.includes(text));

  test('there are texts to check', () => {
    expect(pieces.length).toBeGreaterThan(400);
  });

  test.each([
    ['no space before a semicolon, a question mark or an exclamation mark', /[\s\u00a0\u202f][;?!]/],
    ['a no-break space before a colon', /[^\s\u00a0\d](?<!mailto):(?:\s|$)|[ \u202f]:/],
    ['a no-break space inside guillemets', /«[^\u00a0]|[^\u00a0]»/],
    ['typographic apostrophes', /\p{L}'\p{L}/u],
    ['elision before a vowel', /(?:^|[\s(«\u00a0])(?:de|que|ne|le|la|se|je|me|te|jusque|lorsque) [aàâeéèêiîoôuœ]/i],
  ])('%s', (_, rule) => {
    expect(violations(pieces, rule)).toEqual([]);
  });
});

describe('texts that people read are in shared/words only', () => {
  const isRead = (text: string): boolean => /\p{L}{2}/u.test(text) && !/^https?:/.test(text);
  const attributes = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label', 'summary']);

  test('no element or attribute of the page contains a literal text', () => {
    const found: string[] = [];
    for (const file of globSync('web/src/**/*.tsx'))
      walk(parse(file), (node) => {
        if (ts.isJsxText(node) && isRead(node.text)) found.push(`${locationOf(node)} ${node.text.trim()}`);
        if (!ts.isJsxAttribute(node) || !attributes.has(node.name.getText())) return;
        if (node.initializer && ts.isStringLiteral(node.initializer) && isRead(node.initializer.text))
          found.push(`${locationOf(node)} ${node.initializer.text}`);
      });
    expect(found).toEqual([]);
  });

  /** Which arguments of a call are texts of a problem: from the first of these, up to the second. */
  const textArguments = new Map<string, [number, number]>([
    ['ServiceError', [2, 4]],
    ['invalidRequest', [0, 1]],
    ['refine', [1, 2]],
    ['regex', [1, 2]],
  ]);
  const calls = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
    ts.isCallExpression(node) || ts.isNewExpression(node);
  const nameOf = ({ expression: e }: ts.CallExpression | ts.NewExpression): string =>
    ts.isPropertyAccessExpression(e) ? e.name.text : e.getText();

  /** A pointer, the name of a fault and a text for the log are not read by a caller. */
  const isNotRead = (node: ts.Node): boolean =>
    (ts.isPropertyAssignment(node) && node.name.getText() === 'pointer') ||
    (calls(node) && ['fault', 'forLog'].includes(nameOf(node)));
  const literalTexts = (node: ts.Node): string[] => {
    if (isNotRead(node)) return [];
    const text = textOf(node);
    const found = text !== null && isRead(text) ? [`${locationOf(node)} ${text}`] : [];
    node.forEachChild((child) => void found.push(...literalTexts(child)));
    return found;
  };

  const textParts = (node: ts.Node): readonly ts.Node[] => {
    const bounds = calls(node) ? textArguments.get(nameOf(node)) : undefined;
    if (calls(node) && bounds) return node.arguments?.slice(...bounds) ?? [];
    return ts.isArrowFunction(node) && node.parameters[0]?.name.getText() === 'say' ? [node.body] : [];
  };

  test('no problem of the API contains a literal text', () => {
    let count = 0;
    const found = new Set<string>();
    // The key ring's messages are for the operator who changes keys.
    for (const file of globSync(['shared/**/*.ts', 'functions/**/*.ts']).filter(
      (f) => !/words\/|domain\/keys\//.test(f),
    ))
      walk(parse(file), (node) => {
        const parts = textParts(node);
        count += parts.length;
        for (const text of parts.flatMap(literalTexts)) found.add(text);
      });
    expect([...found]).toEqual([]);
    expect(count).toBeGreaterThan(150);
  });

  test('no other code for mails, documents, answers and the page contains French', () => {
    // No person reads these: phrases of mail programs, and first bytes of files.
    const notRead = /^shared\/domain\/(?:inbound|reply-text|files)\/|^shared\/words\//;
    const files = globSync(['shared/**/*.ts', 'functions/**/*.ts', 'web/src/**/*.{ts,tsx}']).filter(
      (f) => !notRead.test(f),
    );
    expect(violations(files.flatMap(piecesOf), /[éèêàçôûîœ]/i)).toEqual([]);
  });
});
