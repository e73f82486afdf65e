/** Measures how long ago the reader last used the page by pointer, key, scroll or focus, in milliseconds. */

let touchedAt = Date.now();
const touched = () => {
  touchedAt = Date.now();
};
for (const event of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus'] as const)
  window.addEventListener(event, touched, { passive: true, capture: true });

export const idleFor = (): number => Date.now() - touchedAt;
