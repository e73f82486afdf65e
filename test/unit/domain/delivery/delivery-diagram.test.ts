import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { mayMove } from '../../../../shared/domain/delivery/delivery-rules.ts';

const page = readFileSync(new URL('../../../../docs/sending-protocol.md', import.meta.url), 'utf8');
const diagram = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const arrows = [...diagram.matchAll(/^ *(\S+) --> (\w+)(?:: .+)?$/gm)].map(([, from, to]) => `${from} → ${to}`);

test('the state diagram has an arrow for each move that the rules allow, and no other', () => {
  const states = DeliveryState.options;
  const allowed = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`));
  expect(arrows.toSorted()).toEqual(['[*] → ready', ...allowed].toSorted());
  expect(diagram.trim().split('\n')).toHaveLength(arrows.length);
});
