import type { Figures, Survey } from './figures.ts';

const row = (name: string, before: string, now: string): string =>
  `${name.padEnd(60)} ${before.padStart(13)} ${now.padStart(13)}`;

const size = (room: { files: number; lines: number } | undefined): string =>
  room ? `${room.files} / ${room.lines}` : '-';

/** The figures of both trees side by side, and the top of the present tree's longest lists. */
export function report(before: Figures, { figures, folders, longest, house }: Survey): string {
  const rooms = [...new Set([...Object.keys(before.rooms), ...Object.keys(figures.rooms)])].sort();
  const totals = Object.entries(figures.totals);
  return [
    row('room: files / lines', 'before', 'now'),
    ...rooms.map((room) => row(room, size(before.rooms[room]), size(figures.rooms[room]))),
    '',
    row('', 'before', 'now'),
    ...totals.map(([name, count]) => row(name, String(before.totals[name] ?? '-'), String(count))),
    '',
    'fullest folders:',
    ...folders.slice(0, 10).map(({ path, count }) => `${String(count).padStart(6)} ${path}`),
    'longest files:',
    ...longest.slice(0, 10).map(({ path, count }) => `${String(count).padStart(6)} ${path}`),
    'floors, from the ground up:',
    ...house.floors.map((floor, i) => `${String(i + 1).padStart(6)} ${floor.join('  ')}`),
    '',
  ].join('\n');
}
