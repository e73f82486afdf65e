import type { reasons as english } from '../en/quarantine.ts';

export const reasons: typeof english = {
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
};
