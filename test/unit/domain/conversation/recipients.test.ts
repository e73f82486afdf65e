import { describe, expect, test } from 'vitest';
import { expandRecipients } from '../../../../shared/domain/conversation/recipients.ts';
import type { Contact, Group } from '../../../../shared/domain/project/project.ts';

const contact = (id: string, email = `${id}@client.test`): Contact => ({
  id,
  projectId: 'prj_a',
  name: `Name ${id}`,
  company: '',
  email,
  language: 'fr',
  jobTitle: '',
  userId: null,
});
const contacts = ['cnt_a', 'cnt_b', 'cnt_c'].map((id) => contact(id));
const groups: Group[] = [
  { id: 'grp_ab', projectId: 'prj_a', name: 'AB', members: ['cnt_a', 'cnt_b'] },
  { id: 'grp_gone', projectId: 'prj_a', name: 'Gone', members: ['cnt_left', 'cnt_c'] },
];
const none = { to: [], cc: [], bcc: [] };
const expand = (ids: object) => {
  const { recipients, errors } = expandRecipients({ ...none, ...ids }, contacts, groups);
  return { people: recipients.map((r) => `${r.role} ${r.recipientId}`), errors };
};

describe('recipients', () => {
  test('groups are expanded in place, and people are stored with name and address', () => {
    expect(expand({ to: ['grp_ab'], cc: ['cnt_c'] })).toEqual({
      people: ['to cnt_a', 'to cnt_b', 'cc cnt_c'],
      errors: [],
    });
    const [first] = expandRecipients({ ...none, to: ['cnt_a'] }, contacts, groups).recipients;
    expect(first).toEqual({
      recipientId: 'cnt_a',
      userId: null,
      role: 'to',
      name: 'Name cnt_a',
      address: 'cnt_a@client.test',
    });
  });

  test('To wins over Cc, and Cc over Bcc, whether named alone or by a group', () => {
    const ids = { bcc: ['grp_ab', 'cnt_c'], cc: ['cnt_b', 'cnt_c'], to: ['cnt_b'] };
    expect(expand(ids).people).toEqual(['to cnt_b', 'cc cnt_c', 'bcc cnt_a']);
  });

  test('a group member who has left the directory is left out', () => {
    expect(expand({ to: ['grp_gone'] }).people).toEqual(['to cnt_c']);
  });

  test('an id that is not in the directory is an error that points to it', () => {
    const { errors } = expand({ to: ['cnt_a', 'cnt_x'], bcc: ['grp_x'] });
    expect(errors.map((e) => e.pointer)).toEqual(['/to/1', '/bcc/0']);
  });

  test('a To that names nobody is an error, even when Cc names somebody', () => {
    const empty: Group = { id: 'grp_empty', projectId: 'prj_a', name: 'E', members: [] };
    const { errors } = expandRecipients({ ...none, to: ['grp_empty'], cc: ['cnt_a'] }, contacts, [empty]);
    expect(errors.map((e) => e.pointer)).toEqual(['/to']);
  });

  test('50 people after expansion are accepted and 51 are not', () => {
    const many = Array.from({ length: 51 }, (_, i) => contact(`cnt_${i}`));
    const group = (n: number): Group => ({
      id: 'grp_all',
      projectId: 'prj_a',
      name: 'All',
      members: many.slice(0, n).map((c) => c.id),
    });
    expect(expandRecipients({ ...none, to: ['grp_all'] }, many, [group(50)]).errors).toEqual([]);
    expect(expandRecipients({ ...none, to: ['grp_all'] }, many, [group(51)]).errors).toHaveLength(1);
  });

  test('two entries with the same address, in any case, are one person in the more visible role', () => {
    const twins = [...contacts, contact('cnt_twin', 'CNT_A@client.test')];
    const { recipients } = expandRecipients({ ...none, to: ['cnt_twin'], bcc: ['cnt_a'] }, twins, groups);
    expect(recipients.map((r) => [r.recipientId, r.role])).toEqual([['cnt_twin', 'to']]);
  });
});
