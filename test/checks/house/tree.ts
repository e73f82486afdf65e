import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A source file: its length, the files of the same tree that it imports, and the names that it exports. */
export type SourceFile = { path: string; lines: number; imports: string[]; exports: string[] };

const isSource = (path: string): boolean => /\.(?:tsx?|css|[cm]?js)$/.test(path) && !path.startsWith('test/fixtures/');

export const isGenerated = (path: string): boolean => path.endsWith('/api-types.ts');

/** Tests and benches use production files but are no reason for one to exist. */
export const isProduction = (path: string): boolean => !/^(?:test|bench)\//.test(path);

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function exportedNames(path: string, text: string): string[] {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause && ts.isNamedExports(clause) ? clause.elements.map((element) => element.name.text) : [];
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return named && statement.name ? [statement.name.text] : [];
  });
}

/** Parses a tree given as paths and texts; files that are not source are left out. */
export function parseTree(texts: ReadonlyMap<string, string>): SourceFile[] {
  return [...texts]
    .filter(([path]) => isSource(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => {
      const isCss = path.endsWith('.css');
      const imported = isCss ? [] : ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      const inTree = imported
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(path), name))
        .filter((target) => texts.has(target) && isSource(target));
      return {
        path,
        lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
        imports: [...new Set(inTree)],
        exports: isCss ? [] : exportedNames(path, text),
      };
    });
}

function readTexts(root: string, paths: readonly string[]): Map<string, string> {
  const files = paths.filter((path) => isSource(path) && existsSync(join(root, path)));
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The working tree: files that Git tracks, and new files that it does not ignore. */
export function readWorkingTree(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return parseTree(readTexts('.', [...new Set(listed.split('\n'))]));
}

/** The tree of a commit, extracted into a temporary folder. */
export function readCommit(commit: string): SourceFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    const archive = execFileSync('git', ['archive', commit], { maxBuffer: 1024 ** 3 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return parseTree(
      readTexts(
        folder,
        paths.filter((path) => statSync(join(folder, path)).isFile()),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
