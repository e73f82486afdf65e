import type { QuarantineReason } from '../conversation/quarantine-facts.ts';
import type { Language } from '../text.ts';

/** Why a mail was quarantined: in a few words, and in a sentence for the Admin who decides. */
type Words = { kind: string; why: string };

export const quarantineWords: Record<Language, Record<QuarantineReason, Words>> = {
  en: {
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
  },
  fr: {
    malware: {
      kind: 'virus ou programme',
      why: 'Il contient un virus, un programme ou quelque chose qui ne peut être examiné. Il n’est jamais libéré.',
    },
    spam: { kind: 'pourriel', why: 'Le service de courriel l’a classé comme pourriel.' },
    unparseable: {
      kind: 'illisible',
      why: 'Il n’a pu être lu dans les limites prévues, et personne ne sait donc ce qu’il contient. Il n’est jamais libéré.',
    },
    ambiguous_sender: {
      kind: 'expéditeur indéterminé',
      why: 'Il ne nomme pas un seul expéditeur sous la forme habituelle, et personne ne sait donc qui l’a écrit.',
    },
    unknown_sender: {
      kind: 'expéditeur étranger à la conversation',
      why: 'Son expéditeur ne participe pas à cette conversation. Le libérer ne l’y fait pas participer.',
    },
    former_address: {
      kind: 'ancienne adresse',
      why: 'Il vient d’une adresse que le répertoire n’a plus pour cette personne. Libéré, il est consigné sous cette adresse, et non sous un nom de la conversation.',
    },
    spoof_suspected: {
      kind: 'expéditeur peut-être usurpé',
      why: 'Rien ne prouve qu’il vient de l’adresse qu’il nomme. Interrogez cette personne par une autre voie avant de le libérer.',
    },
    report: {
      kind: 'avis automatique',
      why: 'Il se présente comme un avis de non-remise, une plainte ou un accusé, et ne nomme aucun courriel parti de cette conversation.',
    },
    removed_person: {
      kind: 'personne retirée du répertoire',
      why: 'Son expéditeur participait à cette conversation et a depuis quitté le répertoire du projet.',
    },
  },
};
