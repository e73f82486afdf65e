import { type AttributeValue, type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { Contact, Member, Project } from '../../shared/domain/project/project.ts';

/** The users that a visitor can sign in as: all members in the table, including imported ones. */

type LocalUser = {
  id: string;
  name: string;
  language: 'en' | 'fr';
  projects: { id: string; name: string; level: string; viewInvoiceDetails: boolean }[];
};
export type LocalUsers = { list(): Promise<LocalUser[]>; has(id: string): Promise<boolean> };

const plain = (value: AttributeValue): unknown => {
  if (value.L) return value.L.map(plain);
  if (value.M) return Object.fromEntries(Object.entries(value.M).map(([key, item]) => [key, plain(item)]));
  if (value.NULL) return null;
  return value.S ?? value.BOOL ?? (value.N === undefined ? undefined : Number(value.N));
};

const Item = z.object({ SK: z.string(), data: z.unknown() });
type Item = z.infer<typeof Item>;

const scan = async (dynamo: DynamoDBClient, TableName: string): Promise<Item[]> => {
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({
        TableName,
        ExclusiveStartKey,
        FilterExpression: 'begins_with(SK, :member) OR begins_with(SK, :contact) OR begins_with(SK, :project)',
        ExpressionAttributeValues: {
          ':member': { S: 'MEMBER#' },
          ':contact': { S: 'CONTACT#' },
          ':project': { S: 'PROJECT#' },
        },
      }),
    );
    items.push(...(page.Items ?? []).map((item) => Item.parse(plain({ M: item }))));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

const only = <T>(schema: z.ZodType<T>, kind: string, items: Item[]): T[] =>
  items.filter(({ SK }) => SK.startsWith(`${kind}#`)).map(({ data }) => schema.parse(data));

export const localUsers = (dynamo: DynamoDBClient, tables: string[]): LocalUsers => ({
  has: async (id) => {
    const pages = await Promise.all(
      tables.map((TableName) =>
        dynamo.send(
          new QueryCommand({
            TableName,
            IndexName: 'GSI1',
            KeyConditionExpression: 'GSI1PK = :user',
            ExpressionAttributeValues: { ':user': { S: `USER#${id}` } },
            Limit: 1,
          }),
        ),
      ),
    );
    return pages.some(({ Count = 0 }) => Count > 0);
  },
  list: async () => {
    const items = (await Promise.all(tables.map((table) => scan(dynamo, table)))).flat();
    const contacts = new Map(only(Contact, 'CONTACT', items).map((one) => [`${one.projectId} ${one.id}`, one]));
    const projects = new Map(only(Project, 'PROJECT', items).map((one) => [one.id, one]));
    const members = only(Member, 'MEMBER', items);
    return [...new Set(members.map(({ userId }) => userId))].toSorted().map((id) => {
      const own = members.filter((member) => member.userId === id);
      const person = own.map((member) => contacts.get(`${member.projectId} ${member.contactId}`)).find(Boolean);
      return {
        id,
        name: person?.name ?? id,
        language: person?.language ?? 'fr',
        projects: own.map((member) => ({
          id: member.projectId,
          name: projects.get(member.projectId)?.name ?? member.projectId,
          level: member.level,
          viewInvoiceDetails: member.viewInvoiceDetails,
        })),
      };
    });
  },
});
