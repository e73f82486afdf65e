/** The document's colours: dark enough that a black-and-white print keeps every word and rule. */

export const ink = '#16212c';
export const quiet = '#55616c';
export const accent = '#17506e';
export const tint = '#eef3f6';
export const rule = '#d3dbe1';
