declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Not typed by its authors. `path`: a LevelDB directory; in memory without it. `…Ms`: how long a table says CREATING. */
  export default function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
