import { head, line, money, scheduledCents } from './invoice-lines.ts';

const pieces = [
  'Limon',
  'Marche en tôle pliée',
  'Palier',
  'Garde-corps',
  'Main courante',
  'Poteau',
  'Plaque d’ancrage',
  'Contreventement',
  'Lisse',
  'Grille caillebotis',
];
const places = ['escalier A', 'escalier B', 'escalier C', 'mezzanine', 'gymnase', 'passerelle', 'toit', 'auditorium'];
const finishes = [
  'galvanisé à chaud',
  'apprêt zinc et peinture en usine',
  'acier inoxydable 316, fini brossé n° 4',
  'apprêt seulement',
];

/** 1,000 lines that resemble a fabricator's piece list; every tenth wraps. The totals follow from the formula below. */
const stairsLines = Array.from({ length: 1000 }, (_, i) => {
  const scheduled = 24_500 + ((i * 7_919) % 61_300) * 3;
  const done = [100, 100, 75, 50, 25, 0, 100, 60][i % 8] ?? 0;
  const what = `${pieces[i % 10]} ${String.fromCharCode(65 + (i % 26))}${101 + (i % 400)}, ${places[i % 8]}`;
  const long = `${what}, niveau ${1 + (i % 4)}, ${finishes[i % 4]}, y compris boulonnerie, soudures de chantier et retouches après montage`;
  return line(String(i + 1), `05-5${10 + (i % 8)}`, i % 10 === 9 ? long : `${what}, ${finishes[i % 4]}`, {
    scheduled,
    previous: 0,
    work: Math.floor((scheduled * done) / 100),
    stored: done === 0 && i % 3 === 0 ? Math.floor(scheduled / 4) : 0,
    held: 0,
  });
});

export const stairsSum = money(scheduledCents(stairsLines));

export const stairsInvoice = {
  id: 'inv_escaliers-1',
  body: {
    ...head('1', 'con_escaliers', 'under_review', '2026-10', '31', '2026-11-30'),
    previousCertificates: '0.00',
    lines: stairsLines,
  },
};
