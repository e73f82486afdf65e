/** Why the pre-send check cancelled a delivery: the detail of its attempt. */
export type CancelReason =
  | 'sending_paused'
  | 'sender_not_admin'
  | 'recipient_removed'
  | 'not_to_be_told'
  | 'address_changed'
  | 'address_bounced'
  | 'address_complained';
