/** Problems with what the invoicing system imports, in Canadian English. */
export const importProblems = {
  refersToMissing: 'This refers to items that are not stored yet; see errors.',
  notStored: 'is not stored in this project',
  withoutFont: (letters: string, row: number | null) =>
    `${row === null ? '' : `line ${row}: `}has letters that would not print: ${letters}; write this text in another script`,
  addressNotPlain: 'must be a single plain address with an ASCII local part',
  addressOurs: "must be the person's own address, not one in the domain that receives replies",
  logo: {
    kind: 'is not an ordinary PNG or JPEG, whatever its name: save the logo as PNG, or as JPEG in RGB',
    pixels: 'has more than 4 million pixels: save the logo at a smaller size; it is printed at 260 by 52 pixels',
    scans: 'is a JPEG with too many scans: save the logo again as PNG or JPEG',
    broken: 'is damaged or incomplete: open the logo in an image program and save it again as PNG or JPEG',
  },
  lines: {
    invalid: 'The lines are not valid; see errors.',
    oneWay: 'give either lines or linesUploadId',
    tooManyRows: (most: number) => `has more than ${most} rows`,
    rowNotJson: (row: number) => `row ${row} is not JSON`,
    inRow: (row: number, fault: string) => `row ${row}: ${fault}`,
  },
  invoice: {
    inconsistent: 'The invoice is not consistent.',
    totalsDisagree: 'The totals do not match the lines.',
    noSuchFigure: 'the invoice has no such figure',
    turnoverTooLarge: 'the amounts of this invoice add up to more than 99999999999.99',
    disagree: (what: string, given: string, expected: string) => `${what}: ${given} given, ${expected} expected`,
    ownLines: "scheduled values of the contract's own lines against the original contract sum",
    orderLines: (order: string, approved: boolean) =>
      `scheduled values of the lines of change order ${order} (${approved ? 'approved' : 'not approved by the end of the period'})`,
    certificatesPaid: 'previous certificates against the payments of all earlier invoices',
    certificatesLine6: 'previous certificates against line 6 of the previous invoice',
    previouslyBilled: (item: string) => `line ${item}: previously billed`,
    heldBefore: (item: string) => `line ${item}: retainage held before`,
    heldOnMaterialsBefore: (item: string) => `line ${item}: retainage held before on stored materials`,
    releasedBefore: {
      work: 'retainage on work released by all earlier invoices',
      materials: 'retainage on materials released by all earlier invoices',
    },
    lineGone: (item: string, billed: string) =>
      `line ${item} of the previous invoice is missing: ${billed} billed so far`,
    unknownOrder: (item: string) => `line ${item}: this change order is not in the contract`,
    releasedTooMuch: (item: string, released: string, held: string) =>
      `line ${item}: ${released} released, ${held} held`,
    releasedOther: (item: string, released: string, held: string) =>
      `line ${item}: ${released} released, ${held} held and all to be released`,
    heldTooLarge: (item: string) => `line ${item}: more is held than an amount may be`,
    rateMissing: (item: string) => `line ${item}: no rate of its own, and none for all lines`,
  },
};
