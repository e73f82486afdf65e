/** The document's colours, dark enough for every word and rule to survive black-and-white printing. */

export const ink = '#16212c';
export const quiet = '#55616c';
export const accent = '#17506e';
export const tint = '#eef3f6';
export const rule = '#d3dbe1';
/** An amount of zero, and the percentage of a line billed beyond its scheduled value. */
export const zero = '#6a7580';
export const overbilled = '#9c2f1f';
