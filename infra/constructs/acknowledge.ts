import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges that this construct and its children break a rule of infra/rule-packs.ts, and says why the rule does not
 * apply to them.
 */
export const acknowledge = (part: IConstruct, rule: string, reason: string): void =>
  Validations.of(part).acknowledge({ id: rule, reason });

/** A resolved ARN in the spelling of the rule packs: `<files6F97A25D.Arn>/documents/*`. */
const spelled = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    if ('Ref' in value) return `<${value.Ref}>`;
    if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return `<${value['Fn::GetAtt'].join('.')}>`;
    if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
      const [between, parts]: unknown[] = value['Fn::Join'];
      if (typeof between === 'string' && Array.isArray(parts)) return parts.map(spelled).join(between);
    }
  }
  return JSON.stringify(value);
};

/** Acknowledges a wildcard in an ARN that is granted to the role of this construct or of a child. */
export const acknowledgeStar = (part: IConstruct, arn: string, reason: string): void =>
  acknowledge(part, `AwsSolutions-IAM5[Resource::${spelled(Stack.of(part).resolve(arn))}]`, reason);
