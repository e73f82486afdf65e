import { account, PlainError, region } from '../settings.ts';
import type { RawTemplate } from './raw-template.ts';
import { nameResource, type Place, type Resolve } from './resource-names.ts';

/** CloudFormation's intrinsic functions, evaluated as CloudFormation would, with local names for the resources. */

const none = Symbol('AWS::NoValue');

export const resolver = (
  template: RawTemplate,
  place: Place,
): { resolve: Resolve; exists: (id: string) => boolean } => {
  const evaluate = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(evaluate).filter((item) => item !== none);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && (only[0] === 'Ref' || only[0] === 'Condition' || only[0].startsWith('Fn::'))) {
      return intrinsic(only[0], only[1]);
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, evaluate(item)]).filter(([, item]) => item !== none));
  };

  const text = (value: unknown): string => String(evaluate(value));
  const list = (value: unknown): unknown[] => {
    const result = evaluate(value);
    if (!Array.isArray(result))
      throw new PlainError(`The template gives ${JSON.stringify(value)} where a list is expected`);
    return result;
  };

  const intrinsic = (name: string, argument: unknown): unknown => {
    switch (name) {
      case 'Ref':
        return reference(String(argument));
      case 'Fn::GetAtt':
        return attribute(argument);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return list(parts).join(separator);
      }
      case 'Fn::Sub':
        return substitute(argument);
      case 'Fn::Select': {
        const [index, items] = argument as [number | string, unknown];
        return list(items)[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, whole] = argument as [string, unknown];
        return text(whole).split(separator);
      }
      case 'Fn::If': {
        const [condition, yes, no] = argument as [string, unknown, unknown];
        return evaluate(holds({ Condition: condition }) ? yes : no);
      }
      default:
        if (name in conditions || name === 'Condition') return holds({ [name]: argument });
        throw new PlainError(`The local run does not support ${name}, which the template uses`);
    }
  };

  const conditions: Record<string, (items: unknown[]) => boolean> = {
    'Fn::Equals': ([left, right]) => text(left) === text(right),
    'Fn::Not': ([item]) => !holds(item),
    'Fn::And': (items) => items.every(holds),
    'Fn::Or': (items) => items.some(holds),
  };
  const holds = (condition: unknown): boolean => {
    const [name, argument] = Object.entries(condition as object)[0] ?? [];
    if (name === 'Condition') return holds(template.Conditions[String(argument)]);
    const test = conditions[String(name)];
    if (!test)
      throw new PlainError(`The local run does not support the condition ${String(name)}, which the template uses`);
    return test(argument as unknown[]);
  };

  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'local',
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/local/0`,
    'AWS::NoValue': none,
  };

  const named = (id: string) => {
    const resource = template.Resources[id];
    if (!resource) throw new PlainError(`The template refers to ${id}, which it does not contain`);
    return nameResource(id, { ...resource, Properties: resource.Properties }, evaluate, place);
  };

  const reference = (id: string): unknown => {
    if (id in pseudo) return pseudo[id];
    const parameter = template.Parameters[id];
    if (!parameter) return named(id).ref;
    if (parameter.Default === undefined) throw new PlainError(`The template's parameter ${id} has no default`);
    return parameter.Default;
  };

  const attribute = (argument: unknown): unknown => {
    const [id, ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    const name = rest.join('.');
    const found = named(String(id)).attributes[name];
    if (found !== undefined) return found;
    throw new PlainError(`The local run does not support ${name} of a ${template.Resources[String(id)]?.Type}`);
  };

  const substitute = (argument: unknown): string => {
    const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
    return String(pattern).replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return text(own[name]);
      return String(name.includes('.') ? attribute(name) : reference(name));
    });
  };

  return {
    resolve: evaluate,
    exists: (id) => {
      const condition = template.Resources[id]?.Condition;
      return condition === undefined || holds({ Condition: condition });
    },
  };
};
