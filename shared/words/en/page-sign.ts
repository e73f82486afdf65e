/** Texts about signing an invoice, in English. */

const minutes = (count: number) => (count === 1 ? '1 minute' : `${count} minutes`);

export const sign = {
  title: 'Sign',
  name: 'Your name',
  jobTitle: 'Your title',
  sign: 'Sign',
  help: 'The contract asks for your signature: the name and title you type and the moment you press Sign. They are printed on the PDF, and our records keep them with the hash of the invoice. This is not a qualified electronic signature.',
  signedBy: (name: string, title: string) => (title === '' ? `Signed by ${name}` : `Signed by ${name}, ${title}`),
  valid: (count: number) => `Valid for ${minutes(count)}`,
  validSpoken: (count: number) => `Your signature is valid for ${minutes(count)} more.`,
  remove: 'Remove signature',
  unsigned: 'The preview is not signed yet. Sign, and it shows the exact file that will be attached.',
  missing: 'The contract asks for a signature: sign before you send.',
  nameMissing: 'Type your name.',
  nameDiffers: (name: string) => `Type your name as the project directory has it: ${name}.`,
  wrong: 'Your name and title must be one line each, of at most 120 characters.',
  expired: 'Your signature is more than 15 minutes old: sign again. Nothing that you wrote is lost.',
  changed: 'The invoice has changed since you signed: review the PDF, then sign again.',
  refused: 'Your signature was not accepted: see Sign above.',
};
