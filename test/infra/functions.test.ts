import { expect, test } from 'vitest';
import { type FunctionName, functionEnv } from '../../shared/runtime/env.ts';
import { synthesized } from './template.ts';

const template = synthesized();
const names = Object.keys(functionEnv) as FunctionName[];
const functions = names.map((name) => ({ name, lambda: template.named(name, 'AWS::Lambda::Function') }));

test('there is exactly one function for each folder', () => {
  expect(template.ofType('AWS::Lambda::Function')).toHaveLength(names.length);
});

test('each function gets exactly the variables that it reads', () => {
  for (const { name, lambda } of functions) {
    expect(Object.keys(lambda.Properties.Environment.Variables).sort(), name).toEqual([...functionEnv[name]].sort());
  }
});

test('functions run on the Node version of the tests, and render-detail on the processor its Chromium needs', () => {
  for (const { name, lambda } of functions) {
    expect(lambda.Properties.Runtime, name).toBe(`nodejs${process.versions.node.split('.')[0]}.x`);
    expect(lambda.Properties.Architectures, name).toEqual([name === 'render-detail' ? 'x86_64' : 'arm64']);
  }
});

test('the flow’s log omits its data, every log expires, and all is traced and runs on a current Node (X09)', () => {
  const machine = template.named('send-flow', 'AWS::StepFunctions::StateMachine').Properties;
  expect(machine.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  expect(machine.TracingConfiguration.Enabled).toBe(true);
  for (const group of template.ofType('AWS::Logs::LogGroup')) {
    expect(group.Properties.RetentionInDays, group.id).toBeGreaterThan(0);
  }
  for (const { name, lambda } of functions) {
    expect(lambda.Properties.TracingConfig, name).toEqual({ Mode: 'Active' });
    expect(lambda.Properties.LoggingConfig.LogGroup.Ref, name).toBe(
      template.named(`${name}-log`, 'AWS::Logs::LogGroup').id,
    );
    expect(Number(/^nodejs(\d+)\.x$/.exec(lambda.Properties.Runtime)?.[1]), name).toBeGreaterThanOrEqual(22);
  }
});
