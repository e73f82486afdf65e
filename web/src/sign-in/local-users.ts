import * as z from 'zod/mini';

/** The users that the local server can sign in. */
const LocalUsers = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    projects: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        level: z.enum(['none', 'read_only', 'standard', 'admin']),
        viewInvoiceDetails: z.boolean(),
      }),
    ),
  }),
);
export type LocalUser = z.infer<typeof LocalUsers>[number];

export const fetchLocalUsers = async (): Promise<LocalUser[]> => {
  const response = await fetch('/local/users');
  if (!response.ok) throw new Error(`no list of users: ${response.status}`);
  return LocalUsers.parse(await response.json());
};
