import { posix } from 'node:path';
import type { SourceFile } from './tree.ts';

/** All imports from one room to another. */
type Arrow = { from: string; to: string; files: string[] };

/**
 * Rooms on floors: each room is above all rooms that it imports. Where rooms import each other in a circle, the import
 * made by the fewest files counts as the upward one; it is left out, and the floors follow from the rest.
 */
export type House = { floors: string[][]; circles: string[][]; upward: Arrow[] };

/**
 * A room is a folder without subfolders. A file beside subfolders is a room of its own: it is either shared by them or
 * assembles them, and as one room the two kinds would close a circle around every folder.
 */
function roomsByFile(files: readonly SourceFile[]): Map<string, string> {
  const folders = files.map(({ path }) => posix.dirname(path));
  const hasFolders = (folder: string) => folders.some((other) => other.startsWith(`${folder}/`));
  const parents = new Set(folders.filter(hasFolders));
  return new Map(files.map(({ path }) => [path, parents.has(posix.dirname(path)) ? path : posix.dirname(path)]));
}

function arrowsBetweenRooms(files: readonly SourceFile[], rooms: ReadonlyMap<string, string>): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const file of files)
    for (const target of file.imports) {
      const [from, to] = [rooms.get(file.path), rooms.get(target)];
      if (from === undefined || to === undefined || from === to) continue;
      const arrow = arrows.get(`${from} ${to}`) ?? { from, to, files: [] };
      arrow.files.push(`${file.path} -> ${target}`);
      arrows.set(`${from} ${to}`, arrow);
    }
  return [...arrows.values()];
}

function reachable(start: string, targets: ReadonlyMap<string, readonly Arrow[]>): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let room = open.pop(); room !== undefined; room = open.pop())
    for (const { to } of targets.get(room) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  return seen;
}

/** Groups of rooms in which each room reaches all others, and so itself. */
function findCircles(rooms: readonly string[], arrows: readonly Arrow[]): string[][] {
  const targets = Map.groupBy(arrows, (arrow) => arrow.from);
  const reach = new Map(rooms.map((room) => [room, reachable(room, targets)]));
  const inCircle = (a: string, b: string) => reach.get(a)?.has(b) === true && reach.get(b)?.has(a) === true;
  const circles = rooms.filter((a) => inCircle(a, a)).map((a) => rooms.filter((b) => inCircle(a, b)));
  return [...new Map(circles.map((circle) => [circle.join(' '), circle])).values()];
}

export function buildHouse(files: readonly SourceFile[]): House {
  const roomOf = roomsByFile(files);
  const rooms = [...new Set(roomOf.values())].sort();
  let arrows = arrowsBetweenRooms(files, roomOf);
  const circles = findCircles(rooms, arrows);
  const upward: Arrow[] = [];
  for (let left = circles; left.length > 0; left = findCircles(rooms, arrows)) {
    for (const circle of left) {
      const [lightest] = arrows
        .filter((arrow) => circle.includes(arrow.from) && circle.includes(arrow.to))
        .sort((a, b) => a.files.length - b.files.length || (a.from < b.from ? -1 : 1));
      if (!lightest) continue;
      upward.push(lightest);
      arrows = arrows.filter((arrow) => arrow !== lightest);
    }
  }
  const floors: string[][] = [];
  const placed = new Set<string>();
  while (placed.size < rooms.length) {
    const floor = rooms.filter(
      (room) => !placed.has(room) && arrows.every((arrow) => arrow.from !== room || placed.has(arrow.to)),
    );
    for (const room of floor) placed.add(room);
    if (floor.length === 0) throw new Error('rooms without a floor: a circle was left');
    floors.push(floor);
  }
  return { floors, circles, upward };
}
