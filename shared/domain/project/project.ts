import { z } from 'zod';
import { DisplayName } from '../display-name.ts';
import { ContactId, ContractId, DirectoryId, GroupId, ProjectId, UserId } from '../ids.ts';
import { maxLogoLength } from '../limits.ts';
import { normalizeAddress } from '../mail-address.ts';
import { Amount, Rate } from '../money.ts';
import { fault } from '../schema-fault.ts';
import { Block, Instant, IsoDate, Language, Line, MailLine, OptionalLine, OptionalMailLine } from '../text.ts';

/**
 * The shapes of the data that the invoicing system owns and imports: project, members, directory, contracts. Rules that
 * were added later are only in the `…Input` schemas, so that data stored before them can still be read.
 */

/** At least seven digits, however a country writes its numbers; an extension may follow in words. */
const phoneNumber = /^(?:\D*\d){7}/;

/** The person to be paid. Ontario's Construction Act wants a name, title, phone number and mailing address. */
const Payee = z.strictObject({
  name: Line(120),
  title: OptionalLine(120).optional(),
  phone: Line(60).regex(phoneNumber, fault('phone')).optional(),
  email: z
    .string()
    .max(254)
    .refine((s) => normalizeAddress(s) !== null, fault('address'))
    .optional(),
  address: Block(500).optional(),
});

/** A contractor's licence, such as RBQ 5678-1234-01: in Québec it must be on every invoice. */
const Licence = z.strictObject({ label: Line(40), value: Line(60) });

export const Company = z.strictObject({
  name: Line(200),
  address: Block(500).default(''),
  /**
   * A data: URL of a PNG or JPEG of at most 150 kB, because the renderer may load nothing. The logo is decoded and
   * encoded anew before it is stored.
   */
  logo: z
    .string()
    .max(maxLogoLength)
    .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/, fault('logo'))
    .optional(),
  taxNumbers: z
    .array(z.strictObject({ code: Line(20), registration: Line(60) }))
    .max(10)
    .default([]),
  payee: Payee.optional(),
  licence: Licence.optional(),
});

export const ProjectInput = z.strictObject({
  name: MailLine(200),
  number: MailLine(60),
  address: Block(500).default(''),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CAD'),
  timeZone: z.string().max(60).refine(isTimeZone, fault('timeZone')).default('America/Toronto'),
  company: Company,
});
export type ProjectInput = z.infer<typeof ProjectInput>;

/**
 * The last use of the kill switch: who turned the project's mail off or on again, and why. `name` is that person's name
 * in the directory at that time.
 */
export const SendingSwitch = z.object({
  paused: z.boolean(),
  by: UserId,
  name: z.string(),
  at: Instant,
  reason: z.string(),
});
export type SendingSwitch = z.infer<typeof SendingSwitch>;

/**
 * `sendingPaused` is the project's kill switch, read again just before each claim. `sendingSwitch` is absent if no
 * Admin has used the switch; an operator may change `sendingPaused` alone, in the table.
 */
export const Project = ProjectInput.extend({
  name: Line(200),
  number: Line(60),
  id: ProjectId,
  sendingPaused: z.boolean(),
  sendingSwitch: SendingSwitch.optional(),
});
export type Project = z.infer<typeof Project>;

function isTimeZone(name: string): boolean {
  // Recovery: false. The platform has no other test; it throws on an unknown zone.
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const Level = z.enum(['none', 'read_only', 'standard', 'admin']);
export type Level = z.infer<typeof Level>;

export const MemberInput = z.strictObject({
  level: Level,
  viewInvoiceDetails: z.boolean().default(false),
  contactId: ContactId,
  /**
   * Which delivery failures this user is notified of by mail: those of their own emails (the default), or, for an
   * Admin, all of them.
   */
  deliveryNotices: z.enum(['own', 'all']).optional(),
});
export const Member = MemberInput.extend({ projectId: ProjectId, userId: UserId });
export type Member = z.infer<typeof Member>;

/** ASCII local part (SES has no SMTPUTF8); an international domain is stored as punycode by domain/mail-address.ts. */
export const ContactInput = z.strictObject({
  name: DisplayName(120),
  company: OptionalMailLine(200).default(''),
  email: z.string().min(3).max(254),
  language: Language.default('fr'),
  jobTitle: OptionalMailLine(120).default(''),
  userId: UserId.nullable().default(null),
});
/** A former name and address of a person, and until when they were current. */
const FormerEntry = z.object({ name: z.string(), address: z.string(), until: Instant });
export const Contact = ContactInput.extend({
  name: Line(120),
  company: OptionalLine(200).default(''),
  jobTitle: OptionalLine(120).default(''),
  id: ContactId,
  projectId: ProjectId,
  /** Newest last; absent if name and address have not changed since former ones are recorded. */
  former: z.array(FormerEntry).optional(),
});
export type Contact = z.infer<typeof Contact>;

export const GroupInput = z.strictObject({ name: DisplayName(120), members: z.array(ContactId).max(200) });
export const Group = GroupInput.extend({ name: Line(120), id: GroupId, projectId: ProjectId });
export type Group = z.infer<typeof Group>;

export const ChangeOrder = z.strictObject({
  id: Line(60),
  number: Line(60),
  title: Line(200),
  amount: Amount,
  approvedOn: IsoDate.nullable(),
});
export type ChangeOrder = z.infer<typeof ChangeOrder>;

/** Rates of retainage for lines without rates of their own. */
export const RetainageRates = z.strictObject({ work: Rate.optional(), materials: Rate.optional() });
export type RetainageRates = z.infer<typeof RetainageRates>;

const Client = z.strictObject({ name: Line(200), address: Block(500).default('') });

export const ContractInput = z.strictObject({
  number: MailLine(60),
  title: MailLine(200),
  client: z.union([Line(200).transform((name) => ({ name, address: '' })), Client]),
  date: IsoDate,
  originalSum: Amount,
  recipients: z
    .strictObject({ to: z.array(DirectoryId).max(50).default([]), cc: z.array(DirectoryId).max(50).default([]) })
    .default({ to: [], cc: [] }),
  changeOrders: z.array(ChangeOrder).max(1000).default([]),
  /** The client asks that invoices are signed, so none is emailed unsigned. */
  signatureRequired: z.boolean().default(false),
  /** The client's number for this order. */
  purchaseOrder: Line(60).optional(),
  paymentTerms: Line(200).optional(),
  /** Where and how to pay. */
  paymentInstructions: Block(1000).optional(),
  /** For invoices that give none. */
  retainageRates: RetainageRates.optional(),
});
/** The part of a contract that is printed with every invoice, beside its parties and sums. */
export const PaymentTerms = ContractInput.pick({
  purchaseOrder: true,
  paymentTerms: true,
  paymentInstructions: true,
  retainageRates: true,
});
export const Contract = ContractInput.extend({
  number: Line(60),
  title: Line(200),
  id: ContractId,
  projectId: ProjectId,
  client: Client,
});
export type Contract = z.infer<typeof Contract>;
