import type { heads as english } from '../en/csv.ts';

export const heads: typeof english = {
  invoice: 'Facture',
  recipient: 'Destinataire',
  address: 'Adresse',
  role: 'Rôle',
  state: 'État',
  temporary: 'Temporaire',
  since: 'Depuis (UTC)',
  detail: 'Détail',
  attempt: 'Tentative',
  communication: 'Communication',
  email: 'Courriel',
};
