import { describe, expect, test } from 'vitest';
import { htmlCleaner } from '../../../../shared/adapters/mail/html-cleaner.ts';

const { reply, message } = htmlCleaner();

describe('text that a mail hides or reverses', () => {
  test.each([
    ['color:transparent'],
    ['color:rgba(0,0,0,0)'],
    ['color:rgba(0 0 0 / 0)'],
    ['color:#fff'],
    ['color:#FEFEFE'],
    ['color:white'],
    ['color:rgb(255,255,255)'],
    ['color:hsl(0,0%,100%)'],
    ['color:#ffffff00'],
    ['background-color:black'],
    ['background-color:#111827'],
    ['color:#000;background-color:#000'],
    ['margin-left:-9999px'],
    ['margin-left:9999px'],
    ['padding-left:100em'],
    ['font-size:0'],
    ['opacity:0'],
    ['display:none'],
    ['text-indent:-999em'],
    ['position:absolute;left:-9999px'],
  ])('by “%s” is ordinary text in the tab and in relays (Y43)', (style) => {
    const clean = reply(`<p style="${style}">Payez ici.</p>`);
    const kept = /style="([^"]*)"/.exec(clean)?.[1] ?? '';
    expect(clean).toContain('Payez ici.');
    expect(kept).toMatch(/^(?:color:#000)?$/);
  });

  test('by the colour of a font is ordinary text (Y43)', () => {
    expect(reply('<font color="white">Payez ici.</font>')).toBe('<font>Payez ici.</font>');
    expect(reply('<font color="#ff0000">Non.</font>')).toBe('<font color="#ff0000">Non.</font>');
  });

  test('colours that carry meaning stay: answers in red, a marked line, an indent', () => {
    for (const style of [
      'color:red',
      'color:#FF0000',
      'color:rgb(0, 112, 192)',
      'background-color:yellow',
      'margin-left:40px',
    ])
      expect(reply(`<p style="${style}">Non.</p>`)).toBe(`<p style="${style}">Non.</p>`);
  });

  test('by a bidi override loses the override, even one written as an entity (Y43)', () => {
    expect(reply('<p>fdp.\u202eexe &#8238;1 &#x202D;2</p>')).toBe('<p>fdp.exe 1 2</p>');
  });
});

describe('a link', () => {
  const shown = (href: string, text: string) => reply(`<a href="${href}">${text}</a>`).replace(/<[^>]*>/g, '');

  test.each([
    ['https://evil.test/a', 'https://bank.ca', 'https://bank.ca [evil.test]'],
    ['https://evil.test/a', '<b>www.bank</b>.ca', 'www.bank.ca [evil.test]'],
    ['https://bank.ca.evil.test/', 'bank.ca', 'bank.ca [bank.ca.evil.test]'],
    ['https://bank.ca@evil.test/', 'Ouvrir', 'Ouvrir [evil.test]'],
    ['https://bank.ca@evil.test/', 'https://bank.ca@evil.test/', 'https://bank.ca@evil.test/ [evil.test]'],
    ['mailto:x@evil.test', 'marie@bank.ca', 'marie@bank.ca [x@evil.test]'],
    ['https://xn--bnk-5cd.ca/', 'bank.ca', 'bank.ca [xn--bnk-5cd.ca]'],
    ['https://evil.test/a', 'bank&#8203;.ca', 'bank\u200b.ca [evil.test]'],
    ['https://evil.test/a', 'ba&shy;nk.&#8288;ca', 'ba\u00adnk.\u2060ca [evil.test]'],
    ['https://evil.test/a', 'bank\uff0eca', 'bank\uff0eca [evil.test]'],
    ['https://evil.test/a', '\uff42ank\u2024ca', '\uff42ank\u2024ca [evil.test]'],
    ['https://evil.test/a', 'bank\u3002ca', 'bank\u3002ca [evil.test]'],
  ])('to %s that shows “%s” says where it leads (Y43)', (href, text, expected) => {
    expect(shown(href, text)).toBe(expected);
  });

  test.each([
    ['https://www.plans.ca/7', 'plans.ca'],
    ['https://plans.ca/7', 'https://www.plans.ca/7'],
    ['https://docs.plans.ca/7', 'docs.plans.ca'],
    ['https://plans.ca/7', 'le plan'],
    ['https://plans.ca/7', 'plan.pdf'],
    ['mailto:marie@plans.ca', 'marie@plans.ca'],
  ])('to %s that shows “%s” stays as it is', (href, text) => {
    expect(shown(href, text)).toBe(text);
  });

  test('has no title that names another target (Y43)', () => {
    expect(reply('<a href="https://evil.test/" title="https://bank.ca/">Ouvrir</a>')).not.toContain('bank.ca');
  });

  test('in our own messages is http, https or mailto; a relative one loses its target (Y43)', () => {
    const { html } = message(
      '<p><a href="/relative">a</a> <a href="//evil.test">b</a> <a href="https://x.test/">c</a></p>',
    );
    expect(html).toBe('<p><a>a</a> <a>b</a> <a href="https://x.test/">c</a></p>');
  });
});
