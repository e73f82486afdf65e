import { quotaUsedPercent } from '../../shared/domain/delivery/sending-account.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/** How much of the account's mails of a day are used up; nought when there is no such limit. */
export const measureQuota =
  ({ account, metrics }: Pick<Ports, 'account' | 'metrics'>) =>
  async () => {
    const used = quotaUsedPercent(await account.look());
    metrics.count('QuotaUsedPercent', used);
    return { quotaUsedPercent: used };
  };
