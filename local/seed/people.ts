/** The people of the seeded project. Their addresses are under .test, so no real person can ever be mailed. */

export type SeedPerson = {
  id: string;
  name: string;
  company: string;
  email: string;
  language: 'en' | 'fr';
  jobTitle: string;
  userId?: string;
};

const steel = 'Structures Lapointe inc.';
const builder = 'Construction Beaurivage ltée';
const client = 'Centre de services scolaire des Rapides';
const architect = 'Atelier Desjardins architectes';

const person = (
  id: string,
  name: string,
  company: string,
  email: string,
  language: 'en' | 'fr',
  jobTitle: string,
  userId?: string,
): SeedPerson => ({ id: `cnt_${id}`, name, company, email, language, jobTitle, ...(userId ? { userId } : {}) });

export const people: readonly SeedPerson[] = [
  person('amelie', 'Amélie Tremblay', steel, 'amelie.tremblay@lapointe.test', 'fr', 'Chargée de projet', 'usr_amelie'),
  person('james', "James O'Neill", steel, 'james.oneill@lapointe.test', 'en', 'Operations Manager', 'usr_james'),
  person('marc', 'Marc-André Gagnon', steel, 'marc-andre.gagnon@lapointe.test', 'fr', 'Estimateur', 'usr_marc'),
  person('sofia', 'Sofia Nguyen', steel, 'sofia.nguyen@lapointe.test', 'en', 'Site Coordinator', 'usr_sofia'),
  person('claire', 'Claire Fortin', steel, 'claire.fortin@lapointe.test', 'fr', 'Comptes clients', 'usr_claire'),
  person('noel', 'Noël Bergeron', steel, 'noel.bergeron@lapointe.test', 'fr', 'Chef soudeur', 'usr_noel'),
  person('julie', 'Julie Bouchard', builder, 'julie.bouchard@beaurivage.test', 'fr', 'Gérante de projet'),
  person('david', 'David Chen', builder, 'david.chen@beaurivage.test', 'en', 'Project Accountant'),
  person('francois', 'François Côté', builder, 'francois.cote@beaurivage.test', 'fr', 'Surintendant'),
  person('luc', 'Luc Desrosiers', client, 'luc.desrosiers@cssrapides.test', 'fr', 'Directeur, ressources matérielles'),
  person('sarah', 'Sarah Mitchell', client, 'sarah.mitchell@cssrapides.test', 'en', 'Capital Projects Analyst'),
  person('helene', 'Hélène Desjardins', architect, 'helene@atelier-desjardins.test', 'fr', 'Architecte'),
  person('bounce', 'Adresse inexistante (simulateur)', 'Amazon SES', 'bounce@simulator.amazonses.com', 'fr', 'Essai'),
  person('ooto', 'Réponse d’absence (simulateur)', 'Amazon SES', 'ooto@simulator.amazonses.com', 'fr', 'Essai'),
];

export const groups = [
  { id: 'grp_beaurivage', name: 'Beaurivage : facturation', members: ['cnt_julie', 'cnt_david'] },
  { id: 'grp_cssr', name: 'CSS des Rapides : approbation', members: ['cnt_luc', 'cnt_sarah', 'cnt_helene'] },
];

/** One user of each kind in docs/permissions.md. James alone also sees the second project. */
export const members = [
  { userId: 'usr_amelie', level: 'admin', viewInvoiceDetails: true, contactId: 'cnt_amelie' },
  { userId: 'usr_james', level: 'admin', viewInvoiceDetails: true, contactId: 'cnt_james' },
  { userId: 'usr_marc', level: 'standard', viewInvoiceDetails: true, contactId: 'cnt_marc' },
  { userId: 'usr_sofia', level: 'standard', viewInvoiceDetails: false, contactId: 'cnt_sofia' },
  { userId: 'usr_claire', level: 'read_only', viewInvoiceDetails: true, contactId: 'cnt_claire' },
  { userId: 'usr_noel', level: 'none', viewInvoiceDetails: false, contactId: 'cnt_noel' },
] as const;
