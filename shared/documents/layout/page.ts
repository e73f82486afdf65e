import type { Region } from '../../ports/page-map.ts';
import { type Html, html } from './html-template.ts';
import type { TextStyle } from './line-breaking.ts';

/** US Letter in landscape with half-inch margins: 960 × 720 CSS pixels inside the margins. */
export const pageWidth = 960;
export const pageHeight = 720;
export const footHeight = 26;
export const footType: TextStyle = { size: 8.5, weight: 'regular' };

/**
 * With size containment, the print layout treats each page as one piece; its time is superlinear otherwise. The fixed
 * size lets Chromium reuse the screen layout (measured at 5,000 lines: 2.9 s instead of 13.7 s).
 */
export const pageBox = (content: Html, foot: { text: string; page: string }): Html => html`<section class="page">
${content}
<footer class="foot"><p>${foot.text}</p><p>${foot.page}</p></footer>
</section>
`;

/** The regions of the foot, which is an artifact; the page number needs at most the last fifth. */
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
