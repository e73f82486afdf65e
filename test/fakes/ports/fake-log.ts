import type { Log } from '../../../shared/ports/ports.ts';

type LogLine = { level: 'info' | 'warn'; message: string; fields: Record<string, unknown> };
export type FakeLog = Log & { lines: LogLine[]; warnings(): string[] };

export const fakeLog = (): FakeLog => {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (message, fields = {}) => void lines.push({ level: 'info', message, fields }),
    warn: (message, fields = {}) => void lines.push({ level: 'warn', message, fields }),
    warnings: () => lines.filter((line) => line.level === 'warn').map((line) => line.message),
  };
};
