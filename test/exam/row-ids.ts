/** The ids of the exam's rows that a test title ends with: `sends once (S01)`, `sends to each once (S01, I06)`. */
export const rowIdsOf = (title: string): string[] =>
  /\(([A-Z]\d{2}(?:, [A-Z]\d{2})*)\)$/.exec(title)?.[1]?.split(', ') ?? [];
