import { communicationStoreContract } from '../../../contracts/communication-store.ts';
import { listStoreContract } from '../../../contracts/list-store.ts';
import { projectStoreContract } from '../../../contracts/project-store.ts';
import { quarantineStoreContract } from '../../../contracts/quarantine-store.ts';
import { sendSlotsContract } from '../../../contracts/send-slots.ts';
import { usageStoreContract } from '../../../contracts/usage-store.ts';
import { memorySendSlots } from '../../../fakes/ports/fake-account.ts';
import { memoryCommunicationStore } from '../../../fakes/ports/memory-communication-store.ts';
import { memoryProjectStore } from '../../../fakes/ports/memory-project-store.ts';
import { memoryUsageStore } from '../../../fakes/ports/memory-usage-store.ts';

/** The tests of the use cases rely on these fakes, so the fakes must pass the same contracts as the table. */
projectStoreContract(memoryProjectStore);
communicationStoreContract(memoryCommunicationStore);

const quarantine = memoryCommunicationStore();
quarantineStoreContract(() => quarantine);

const lists = memoryCommunicationStore();
listStoreContract(() => lists);

const sendSlots = memorySendSlots();
sendSlotsContract(() => sendSlots);

const usage = memoryUsageStore();
usageStoreContract(() => usage);
