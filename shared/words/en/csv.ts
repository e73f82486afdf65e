/** The heads of the delivery report's columns. */
export const heads = {
  invoice: 'Invoice',
  recipient: 'Recipient',
  address: 'Address',
  role: 'Role',
  state: 'State',
  temporary: 'Temporary',
  since: 'Since (UTC)',
  detail: 'Detail',
  attempt: 'Attempt',
  communication: 'Communication',
  email: 'Email',
};
