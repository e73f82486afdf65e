import { expect, test } from 'vitest';
import { messageHtml, type NodeLike, safeHref } from '../../../../../web/src/composer/message/message-html.ts';

/** Short form of a browser's tree: a text is a string, an element [name, …children] or [name, {href}, …children]. */
type Shorthand = string | [string, ...(Shorthand | { href: string })[]];
const isAttributes = (part: unknown): part is { href: string } => typeof part === 'object' && !Array.isArray(part);
const tree = (shape: Shorthand): NodeLike => {
  if (typeof shape === 'string') return { nodeType: 3, nodeName: '#text', textContent: shape, childNodes: [] };
  const [name, ...parts] = shape;
  const attributes = parts.find(isAttributes);
  return {
    nodeType: 1,
    nodeName: name.toUpperCase(),
    textContent: null,
    childNodes: parts.filter((part): part is Shorthand => !isAttributes(part)).map(tree),
    getAttribute: (wanted) => (wanted === 'href' ? (attributes?.href ?? null) : null),
  };
};
const written = (...children: Shorthand[]) => messageHtml(tree(['div', ...children]));

test('an empty message becomes an empty string', () => {
  expect(written()).toBe('');
  expect(written(['p', ['br']], ['div', ['br']])).toBe('');
  expect(written('  ')).toBe('');
});

test('loose text and blocks of any kind become paragraphs', () => {
  expect(written('Bonjour', ['div', 'Voici'], ['h1', 'Titre'], 'fin')).toBe(
    '<p>Bonjour</p><p>Voici</p><p>Titre</p><p>fin</p>',
  );
  expect(written(['div', ['div', 'un'], ['div', ['br']], ['div', 'deux']])).toBe('<p>un</p><p><br></p><p>deux</p>');
});

test('bold and italic of browsers become strong and em, and other elements leave only their text', () => {
  expect(written(['p', ['b', 'gras'], ' ', ['i', 'italique'], ' ', ['u', 'souligné'], ['span', ' simple']])).toBe(
    '<p><strong>gras</strong> <em>italique</em> <u>souligné</u> simple</p>',
  );
  expect(written(['p', 'a', ['script', 'alert(1)'], ['style', 'p{}'], 'b'])).toBe('<p>ab</p>');
});

test('lists keep their items, wherever the browser puts them', () => {
  expect(written(['p', 'Avant', ['ul', ['li', 'un'], ['li', ['p', ['b', 'deux'], ['br']]]]])).toBe(
    '<p>Avant</p><ul><li>un</li><li><strong>deux</strong></li></ul>',
  );
  expect(written(['ol', ['li', 'a', ['ul', ['li', 'b']]]])).toBe('<ol><li>a<ul><li>b</li></ul></li></ol>');
});

test('a link is kept for http, https and mailto, and is plain text otherwise', () => {
  expect(written(['a', { href: 'https://a.test/?x=1&y="2"' }, 'ici'])).toBe(
    '<p><a href="https://a.test/?x=1&amp;y=&quot;2&quot;">ici</a></p>',
  );
  for (const href of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', '/relative', 'https://a b']) {
    expect(written(['a', { href }, 'ici'])).toBe('<p>ici</p>');
  }
  expect(safeHref(' mailto:a@b.test ')).toBe('mailto:a@b.test');
});

test('markup typed as text stays text', () => {
  expect(written(['p', '<img src=x onerror=alert(1)> & "co"'])).toBe(
    '<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;co&quot;</p>',
  );
});

test('empty lines at the end are dropped, those within are kept', () => {
  expect(written(['p', 'a'], ['p', ['br']], ['p', 'b'], ['p', ['br']], ['p'])).toBe('<p>a</p><p><br></p><p>b</p>');
});
