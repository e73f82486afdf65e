import type { z } from 'zod';
import { type ProblemText, type ProblemWords, problems } from '../words/en/problems.ts';

/** Says what a schema found wrong with a value, in words of our own, because zod's are in English only. */

type Fault = keyof ProblemWords['faults'];

/** A schema's own message: the name of a text, which is chosen when the language is known. */
export const fault = (name: Fault): string => name;

const isFault = (message: string): message is Fault => Object.hasOwn(problems.faults, message);

/** The names of our words for zod's types and formats. */
const kinds = {
  string: 'string',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
  record: 'object',
  date: 'date',
} as const satisfies Record<string, keyof ProblemWords['schema']>;

const isKind = (name: string): name is keyof typeof kinds => Object.hasOwn(kinds, name);

const mustBe = (name: string): ProblemText => {
  const kind = isKind(name) ? kinds[name] : 'other';
  return (say) => say.schema[kind];
};

const limit = (words: ProblemWords['schema'], issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string => {
  const isMost = issue.code === 'too_big';
  const bound = Number(isMost ? issue.maximum : issue.minimum);
  if (issue.origin === 'string') return isMost ? words.maxLength(bound) : words.minLength(bound);
  if (issue.origin === 'array') return isMost ? words.maxItems(bound) : words.minItems(bound);
  return isMost ? words.maximum(bound) : words.minimum(bound);
};

/** Parse with this option. A missing value can be told from a wrong one only by the input that zod then reports. */
export const withInput = { reportInput: true } as const;

/** The detail that says what is wrong with a value. It never repeats the value. */
export const faultOf = (issue: z.core.$ZodIssue): ProblemText => {
  const { message } = issue;
  if (isFault(message)) return (say) => say.faults[message];
  if (issue.input === undefined) return (say) => say.schema.missing;
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(issue.expected);
    case 'invalid_value':
      return (say) => say.schema.oneOf(issue.values.join(', '));
    case 'invalid_format': {
      const { pattern } = issue;
      return issue.format === 'regex' && pattern ? (say) => say.schema.pattern(pattern) : mustBe(issue.format);
    }
    case 'too_big':
    case 'too_small':
      return (say) => limit(say.schema, issue);
    case 'unrecognized_keys':
      return (say) => say.schema.unknownProperty;
    case 'invalid_key':
      return (say) => say.schema.unknownName;
    case 'invalid_union':
      return (say) => say.schema.noForm;
    default:
      return (say) => say.schema.other;
  }
};
