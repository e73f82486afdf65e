import type { Ports } from '../../shared/domain/ports.ts';
import { quotaUsedPercent } from '../../shared/domain/sending-account.ts';

/** How much of the account's mails of a day are used up; nought when there is no such limit. */
export const measureQuota =
  ({ account, metrics }: Pick<Ports, 'account' | 'metrics'>) =>
  async () => {
    const used = quotaUsedPercent(await account.look());
    metrics.count('QuotaUsedPercent', used);
    return { quotaUsedPercent: used };
  };
