/**
 * The placeholders that programs write for pictures when they convert HTML to text: `[logo]`, `[image: plan.png]`,
 * `[cid:image001@01DC]`. Only closed brackets on one line match, because a person's own text may follow an open one.
 */
const mark = /\[(?:cid|image|logo|photo|https?)(?::[^\]\n]{0,300})?\]/gi;

export const withoutPictures = (text: string): string => text.replace(mark, ' ');
