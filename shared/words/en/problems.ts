import { importProblems } from './problems-import.ts';
import { sendingProblems } from './problems-sending.ts';

/**
 * The texts of the API's problems, in Canadian English. A field's detail has no subject: its pointer is the subject.
 * Amounts and rates are as in the JSON, so that they can be searched for there.
 */
export const problems = {
  /** The title of a problem, by HTTP status, as RFC 9110 names the status. */
  titles: {
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    409: 'Conflict',
    413: 'Content Too Large',
    415: 'Unsupported Media Type',
    422: 'Unprocessable Content',
    429: 'Too Many Requests',
    500: 'Internal Server Error',
    503: 'Service Unavailable',
  },
  request: {
    invalid: 'The request is not valid; see errors.',
    unknownProperties: 'The request contains unknown properties; see errors.',
    unknownProperty: 'is not a property of this request',
    notFound: 'There is nothing here.',
    forbidden: 'Your permission on this project does not allow this.',
    signIn: 'Sign in first.',
    scopeMissing: 'Use an access token with the scope of this API.',
    sendJson: 'Send application/json in UTF-8.',
    notUtf8: 'The body is not UTF-8.',
    notJson: 'The body is not JSON.',
    bodyTooLarge: (bytes: number) => `The body must not exceed ${bytes} bytes.`,
    bodyInvalid: 'The body is not valid.',
    tooDeep: (levels: number) => `must not be nested more than ${levels} levels deep`,
    propertyNotAllowed: 'contains a property name that is not allowed',
    keyMissing: 'Send an Idempotency-Key header, new for each operation.',
    keyInvalid: 'The Idempotency-Key is not valid.',
    keyForm: (most: number) => `the header must contain 1 to ${most} printable ASCII characters`,
    keyReused: 'This key was used for another request.',
    tooMany: (seconds: number) => `You have sent too many requests. Try again in ${seconds} s.`,
    wrongCursor: 'is not a cursor of this list',
    wrongDeliveryState: 'is not a delivery state',
  },
  /** Problems on our side. */
  service: {
    bug: 'Something went wrong on our side. The error has been logged.',
    answerTooLarge: 'The response is too large. Ask for fewer items with ?limit=. The error has been logged.',
    conversationBusy: 'Others are writing to this conversation.',
    deliveryNotSaved: 'The delivery could not be saved.',
    bodyMissing: 'The body of the mail is missing.',
    recordTooLarge: 'The data is too large to be stored as one record.',
  },
  /** Faults by the rules of our own schemas, under the names that those use (domain/schema-fault.ts). */
  faults: {
    oneLine: 'must be one line without control characters',
    noControls: 'must not contain control characters',
    notBlank: 'must not be blank',
    encodedWord: 'must not contain an encoded word (=?…?=): write the text itself',
    addressMarks: 'must not contain @, < or >: write the name without an address',
    invisible: 'must contain visible letters',
    amount: 'must be an amount with two decimals, such as "1234.50"',
    rate: 'must be a rate between 0 and 1, such as "0.10"',
    period: 'must not end before it starts',
    timeZone: 'must be an IANA time zone',
    logo: 'must be a data: URL of a PNG or a JPEG: save the logo as one of these',
    phone: 'must have at least seven digits, such as "514 555-0123"',
    address: 'must be one plain mail address',
  },
  /** Faults that zod finds, in words of our own, because its French is a literal translation (ADR 42). */
  schema: {
    missing: 'is required',
    string: 'must be a string',
    number: 'must be a number',
    integer: 'must be an integer',
    boolean: 'must be a boolean',
    array: 'must be an array',
    object: 'must be an object',
    date: 'must be a date, such as "2026-09-30"',
    oneOf: (values: string) => `must be one of: ${values}`,
    pattern: (pattern: string) => `must match the pattern ${pattern}`,
    minLength: (least: number) => (least === 1 ? 'must not be empty' : `must have at least ${least} characters`),
    maxLength: (most: number) => `must have at most ${most} characters`,
    minItems: (least: number) => (least === 1 ? 'must not be empty' : `must have at least ${least} items`),
    maxItems: (most: number) => `must have at most ${most} items`,
    minimum: (least: number) => `must be at least ${least}`,
    maximum: (most: number) => `must be at most ${most}`,
    unknownName: 'is not a name that is allowed here',
    unknownProperty: 'has an unknown property',
    noForm: 'has none of the forms that are accepted',
    other: 'is not valid',
  },
  sending: sendingProblems,
  import: importProblems,
};

export type ProblemWords = typeof problems;

/** A text in the reader's language: `(say) => say.request.notFound`. */
export type ProblemText = (say: ProblemWords) => string;
