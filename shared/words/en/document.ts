import { details } from './delivery-details.ts';

/**
 * The words that the document, the notices, the CSV and the page share, in Canadian English. The compiler checks that
 * fr/document.ts has the same keys.
 */

const status = {
  draft: 'Draft',
  under_review: 'Under review',
  revise_and_resubmit: 'Revise and resubmit',
  approved: 'Approved',
};

export const en = {
  details,
  /** The heads of the delivery report's columns. */
  csv: {
    invoice: 'Invoice',
    recipient: 'Recipient',
    address: 'Address',
    role: 'Role',
    state: 'State',
    temporary: 'Temporary',
    since: 'Since (UTC)',
    detail: 'Detail',
    attempt: 'Attempt',
    communication: 'Communication',
    email: 'Email',
  },
  invoice: {
    progressBillings: 'Progress Billings',
    gcClientInvoice: 'GC/Client invoice',
    clientContract: 'Client contract',
    invoice: 'Invoice',
    contract: 'Contract',
    contractOf: (date: string) => `Contract of ${date}`,
    project: 'Project',
    billTo: 'Bill to',
    billingPeriod: 'Billing period',
    period: (start: string, end: string) => `${start} to ${end}`,
    billingDate: 'Billing date',
    dueDate: 'Due date',
    status: 'Status',
    statuses: status,
    currency: 'Currency',
    summary: 'Summary',
    lines: {
      line1: 'Original contract sum',
      line2: 'Net approved change orders',
      line3: 'Contract sum to date',
      line4: 'Total completed and stored to date',
      line5a: 'Retainage on completed work',
      line5b: 'Retainage on stored materials',
      line5: 'Total retainage',
      line6: 'Total earned less retainage',
      line7: 'Less previous certificates for payment',
      line8: 'Current payment due',
      line9: 'Balance to finish, including retainage',
    },
    workings: {
      line2: 'additions + deductions',
      line3: '1 + 2',
      line4: 'schedule of values',
      line5: '5a + 5b',
      line6: '4 − 5',
      line7: 'line 6, previous invoice',
      line8: '6 − 7',
      line9: '3 − 6',
    } as Record<string, string>,
    percentComplete: 'Complete',
    changeOrders: 'Approved change orders',
    changeOrder: 'Change order',
    additions: 'Additions',
    deductions: 'Deductions',
    net: 'Net',
    approvedBefore: 'Previous periods',
    approvedNow: 'This period',
    total: 'Total',
    taxNames: { TPS: 'TPS / GST', TVQ: 'TVQ / QST', TVH: 'TVH / HST', TVP: 'TVP / PST' } as Record<string, string>,
    taxes: 'Taxes on line 8',
    amountDue: 'Amount due',
    taxesIncluded: 'Taxes included',
    taxed: 'Current payment due (line 8)',
    credit: 'Credit to the client',
    nothingDue: 'No payment is due',
    overbilledLines: (count: number) =>
      count === 1
        ? 'One line exceeds its scheduled value (same mark in the schedule of values).'
        : `${count} lines exceed their scheduled value (same mark in the schedule of values).`,
    nameAndTitle: 'Name and title',
    payBy: (date: string) => `Payable by ${date}`,
    submittedBy: 'Submitted by',
    approvedBy: 'Approved by',
    signature: 'Signature',
    date: 'Date',
    scheduleOfValues: 'Schedule of values',
    columns: {
      item: 'Item',
      budgetCode: 'Budget code',
      description: 'Description of work',
      scheduledValue: 'Scheduled value',
      previous: 'Billed previously',
      thisPeriod: 'This period',
      materialsStored: 'Materials stored',
      total: 'Total to date',
      percent: '%',
      balance: 'Balance to finish',
      retainage: 'Retainage',
    },
    dataFiles: {
      invoice: 'The data of this invoice, for programs',
      schedule: 'The schedule of values as a table',
      quantity: 'Quantity',
      unit: 'Unit',
      unitPrice: 'Unit price',
    },
    quantity: (quantity: string, unit: string, price: string) => `${quantity}${unit && ` ${unit}`} × ${price}`,
    continued: 'continued',
    contractWorks: 'Contract works',
    subtotal: (name: string) => `Subtotal – ${name}`,
    overbilledBy: (amount: string) => `Billed above the scheduled value by ${amount}`,
    noLines: 'This invoice has no lines.',
    totals: 'Totals',
    pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
    documentTitle: (number: string, contract: string, project: string) =>
      `Invoice ${number} – Contract ${contract} – ${project}`,
    fileName: (number: string, contract: string) => `Invoice ${number} - Contract ${contract}.pdf`,
  },
};

/** The keys that every language provides. */
export type Labels = typeof en;
