/** dynalite ships no types; this is what we use of it. */
declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** `path`: a LevelDB folder; in memory without it. `createTableMs`: how long a table says CREATING. */
  export default function dynalite(options?: { path?: string; createTableMs?: number }): Server;
}
