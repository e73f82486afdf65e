/**
 * What programs write for a picture when they turn HTML into text: `[logo]`, `[image: plan.png]`, `[cid:image001@01DC]`. Only
 * closed brackets on one line: behind an open one stand a person's own words.
 */
const mark = /\[(?:cid|image|logo|photo|https?)(?::[^\]\n]{0,300})?\]/gi;

export const withoutPictures = (text: string): string => text.replace(mark, ' ');
