/** The seeded project, its company and its three client contracts. */

export const taxes = [
  { code: 'TPS', rate: '0.05', registration: '812345678 RT0001' },
  { code: 'TVQ', rate: '0.09975', registration: '1223456789 TQ0001' },
];

const company = {
  name: 'Structures Lapointe inc.',
  address: '2150, rue de la Forge\nSaint-Jérôme (Québec)  J7Y 4B9',
  taxNumbers: taxes.map(({ code, registration }) => ({ code, registration })),
  payee: {
    name: 'Claire Fortin',
    title: 'Comptes clients',
    phone: '450 555-0147, poste 12',
    email: 'claire.fortin@lapointe.test',
    address: 'Case postale 310\nSaint-Jérôme (Québec)  J7Z 5T6',
  },
  licence: { label: 'RBQ', value: '5678-1234-01' },
};

export const project = {
  id: 'prj_rapides',
  body: {
    name: "Agrandissement de l'école secondaire des Rapides",
    number: '2026-014',
    address: '75, boulevard des Rapides\nLaSalle (Québec)  H8P 2W4',
    currency: 'CAD',
    timeZone: 'America/Toronto',
    company,
  },
};

/** Visible to James only. */
export const secondProject = {
  id: 'prj_harbour',
  body: {
    name: 'Harbour Warehouse Retrofit',
    number: '2026-022',
    address: '410 Dockside Avenue\nMontréal (Québec)  H3C 1M8',
    currency: 'CAD',
    timeZone: 'America/Toronto',
    company,
  },
};

const builder = {
  name: 'Construction Beaurivage ltée',
  address: '980, chemin du Fleuve, bureau 300\nLongueuil (Québec)  J4K 2T5',
};
const schoolBoard = {
  name: 'Centre de services scolaire des Rapides',
  address: '1100, avenue du Collège\nMontréal (Québec)  H8S 3P9',
};

/**
 * The worked example of docs/document.md: 120 000.00 + 85 250.75, and one change order approved before the second
 * invoice.
 */
export const steelFrame = {
  id: 'con_charpente',
  body: {
    number: 'SC-2026-031',
    title: "Charpente d'acier, agrandissement est",
    client: builder,
    date: '2026-06-12',
    originalSum: '205250.75',
    recipients: { to: ['cnt_julie', 'cnt_david'], cc: ['cnt_amelie'] },
    changeOrders: [
      {
        id: 'co-1',
        number: 'OC-01',
        title: 'Renfort des poutres, axe D',
        amount: '14333.33',
        approvedOn: '2026-09-11',
      },
    ],
    purchaseOrder: 'BC-20417',
    paymentTerms: 'Net 30 jours',
    paymentInstructions:
      'Virement à la Caisse populaire de la Rivière, transit 00000, institution 815, compte 0000000\nAvis de paiement à claire.fortin@lapointe.test',
    retainageRates: { work: '0.10', materials: '0.10' },
  },
};

export const stairs = (originalSum: string) => ({
  id: 'con_escaliers',
  body: {
    number: 'SC-2026-044',
    title: 'Escaliers, garde-corps et ouvrages métalliques',
    client: builder,
    date: '2026-07-03',
    originalSum,
    recipients: { to: ['grp_beaurivage'], cc: ['cnt_amelie'] },
    changeOrders: [],
  },
});

export const canopy = (originalSum: string) => ({
  id: 'con_marquise',
  body: {
    number: 'CSSR-1187',
    title: 'Marquise et enseigne, entrée principale / Main entrance canopy',
    client: schoolBoard,
    date: '2026-08-17',
    originalSum,
    recipients: { to: ['cnt_sarah'], cc: ['cnt_luc', 'cnt_amelie'] },
    changeOrders: [
      { id: 'co-1', number: 'CO-01', title: 'Delete bronze lettering', amount: '-4200.00', approvedOn: '2026-10-06' },
      { id: 'co-2', number: 'CO-02', title: 'Heated gutter', amount: '6875.40', approvedOn: null },
    ],
    signatureRequired: true,
  },
});
