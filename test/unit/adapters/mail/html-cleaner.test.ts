import { describe, expect, test } from 'vitest';
import { htmlCleaner } from '../../../../shared/adapters/mail/html-cleaner.ts';

const { message, reply } = htmlCleaner();

/** Markup that runs, loads, posts or reaches out of its frame when a cleaner lets it through. */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="//evil.test/x">x</a>',
  '<iframe src="https://evil.test"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.test"></object>',
  '<embed src="https://evil.test">',
  '<form action="https://evil.test"><input name=p><button>ok</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<base href="https://evil.test/">',
  '<link rel=stylesheet href="https://evil.test/x.css">',
  '<style>@import url(https://evil.test/x.css)</style>',
  '<p style="background:url(https://evil.test/p.gif)">x</p>',
  '<p style="background-image:url(https://evil.test/p.gif)">x</p>',
  '<p style="color:red;background:u\\72l(https://evil.test)">x</p>',
  '<p style="position:fixed;top:0">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<body onload=alert(1)>',
  '<body background="https://evil.test/p.gif">',
  '<table background="https://evil.test/p.gif"><td background="https://evil.test/p.gif">x</table>',
  '<img srcset="https://evil.test/p.gif 1x">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<picture><source srcset="https://evil.test/p.gif"></picture>',
  '<video src="https://evil.test/v" poster="https://evil.test/p.gif" onerror=alert(1)></video>',
  '<audio src="https://evil.test/v"></audio>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte mso 9]><img src=x onerror=alert(1)><![endif]-->',
  '<<script>alert(1)//<</script>',
  '<img """><script>alert(1)</script>">',
  '<div><style></div><img src=x onerror=alert(1)>',
  '<textarea></textarea><img src=x onerror=alert(1)></textarea>',
];

describe.each([
  ['a message from the composer', (html: string) => message(html).html],
  ['a reply', reply],
])('%s', (_what, clean) => {
  test.each(attacks)('%s leaves nothing active and nothing remote', (attack) => {
    const tags =
      clean(`<p>avant</p>${attack}<p>après</p>`)
        .match(/<[^>]*>/g)
        ?.join('') ?? '';
    expect(tags).not.toMatch(
      /<\/?(?:script|style|svg|math|iframe|object|embed|form|input|button|meta|base|link|video|audio|source)/i,
    );
    expect(tags).not.toMatch(/\son[a-z]+\s*=/i);
    expect(tags).not.toMatch(/(?:javascript|vbscript|expression|url\(|position|@import|srcset|srcdoc|background=)/i);
    expect(tags).not.toMatch(/\ssrc="?(?!cid:|data:image\/(?:png|jpeg|gif|webp);base64,)/i);
    expect(tags).not.toMatch(/href="?(?!https?:\/\/|mailto:)/i);
  });
});

describe('a message from the composer', () => {
  test('keeps the documented subset and nothing else', () => {
    const subset =
      '<p>Un <strong>deux</strong> <em>trois</em> <u>quatre</u><br /><a href="https://x.test/">cinq</a> <a href="mailto:a@b.test">six</a></p><ul><li>sept</li></ul><ol><li>huit</li></ol>';
    expect(message(subset).html).toBe(subset);
    expect(
      message('<h1 class=x id=y style="color:red">T</h1><table><tr><td>c</td></tr></table><img src="cid:x">').html,
    ).toBe('Tc');
  });

  test('becomes a plain text with the same content', () => {
    const html =
      '<p>Bonjour,</p><p>Voir <a href="https://x.test/p">le plan</a> et<br>https://x.test.</p><ul><li>un</li><li>deux</li></ul>';
    expect(message(html).text).toBe('Bonjour,\n\nVoir le plan (https://x.test/p) et\nhttps://x.test.\n\n- un\n- deux');
    expect(message('5 &lt; 6 &amp; caf&eacute;').text).toBe('5 < 6 & café');
    expect(message('')).toEqual({ html: '', text: '' });
  });
});

describe('a reply', () => {
  test('keeps its layout and the colours of its answers', () => {
    const html =
      '<table><tbody><tr><td><b>A</b></td></tr></tbody></table><p style="color:#ff0000">en rouge</p><blockquote>q</blockquote>';
    expect(reply(html)).toBe(html);
  });

  test('shows its attached pictures and only keeps the address of remote ones', () => {
    expect(reply('<img src="cid:a@b" alt="a"><img src="https://tracker.test/p.gif" width="1">')).toBe(
      '<img alt="a" src="cid:a@b" /><img width="1" data-src="https://tracker.test/p.gif" />',
    );
  });

  test('opens links in another tab, and tells the target nothing about ours', () => {
    expect(reply('<a href="https://x.test/" target="_self" rel="opener">x</a>')).toBe(
      '<a href="https://x.test/" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  test('has no target in links that would depend on the page that shows it', () => {
    for (const href of ['#top', '/api/me', 'emails/1', '//x.test/', '?q=1']) {
      expect(reply(`<a href="${href}">x</a>`)).toBe('<a rel="noopener noreferrer nofollow" target="_blank">x</a>');
    }
  });

  // The parser's time grows with the square of the nesting depth, so the cleaner must limit the depth.
  test.each(['<b>', '<p>', '<div><p>', '<table><tr><td>', '<a ', '<', '<p style="color:red">x</p>'])(
    'of a megabyte of %j is cleaned',
    (piece) => {
      expect(reply(piece.repeat(Math.ceil(1_000_000 / piece.length)))).toBeTypeOf('string');
    },
  );
});
