import type { Region } from '../../ports/page-map.ts';
import { type Html, html } from './html-template.ts';
import type { TextStyle } from './line-breaking.ts';

/** The page: US Letter, landscape, half an inch of margin; what is inside is 960 × 720 CSS pixels. */
export const pageWidth = 960;
export const pageHeight = 720;
export const footHeight = 26;
export const footType: TextStyle = { size: 8.5, weight: 'regular' };

/**
 * Size containment makes each page one piece for the print layout, which costs superlinear time otherwise, and the fixed
 * size lets Chromium reuse the screen layout (measured: 13.7 s to 2.9 s at 5,000 lines).
 */
export const pageBox = (content: Html, foot: { text: string; page: string }): Html => html`<section class="page">
${content}
<footer class="foot"><p>${foot.text}</p><p>${foot.page}</p></footer>
</section>
`;

/** Its foot, which is no content; the page's number needs the last fifth at most. */
export const footRegions: readonly Region[] = [
  { left: 0, right: 0.8 * pageWidth },
  { left: 0.8 * pageWidth, right: pageWidth },
].map((edges) => ({
  ...edges,
  role: 'Artifact',
  top: pageHeight - footHeight,
  bottom: pageHeight,
  parent: null,
  filled: true,
}));
