/** Why mail is quarantined: in a few words, and in a sentence for the Admin who decides. */
export const reasons = {
  malware: {
    kind: 'virus or program',
    why: 'It carries a virus, a program or something that cannot be examined. It is never released.',
  },
  spam: { kind: 'spam', why: 'The mail service classified it as spam.' },
  unparseable: {
    kind: 'unreadable',
    why: 'It could not be read within the limits, so its content is unknown. It is never released.',
  },
  ambiguous_sender: {
    kind: 'no single sender',
    why: 'It does not name exactly one sender in the usual form, so its author is unknown.',
  },
  unknown_sender: {
    kind: 'sender outside the conversation',
    why: 'Its sender is not part of this conversation. Releasing it does not make them part of it.',
  },
  former_address: {
    kind: 'former address',
    why: 'It comes from an address that the directory no longer has for that person. If released, it is recorded under this address, not under the name of somebody in the conversation.',
  },
  spoof_suspected: {
    kind: 'sender possibly forged',
    why: 'Nothing proves that it comes from the address that it names. Ask that person through another channel before you release it.',
  },
  report: {
    kind: 'automatic report',
    why: 'It claims to be a bounce, a complaint or a receipt, but names no mail sent in this conversation.',
  },
  removed_person: {
    kind: 'person removed from the directory',
    why: 'Its sender was part of this conversation but has since left the project’s directory.',
  },
};
