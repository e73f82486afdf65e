declare module 'dynalite' {
  import type { Server } from 'node:http';

  /**
   * The package has no types. `path`: a LevelDB folder; without it the tables are in memory. `…Ms`: how long a table
   * stays CREATING.
   */
  export default function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
