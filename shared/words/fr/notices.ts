import type { notices as english } from '../en/notices.ts';

const correctAndResend =
  'Que faire : corrigez l’adresse dans le répertoire du projet, puis renvoyez. « Corriger et renvoyer », à côté de cette personne dans la conversation, n’écrit qu’à elle.';

export const notices: typeof english = {
  failure: {
    subject: (invoice, name) => ({
      bounced: `Facture ${invoice} : courriel non remis à ${name}`,
      rejected: `Facture ${invoice} : courriel non remis à ${name}`,
      complained: `Facture ${invoice} : courriel signalé comme pourriel par ${name}`,
      failed: `Facture ${invoice} : courriel non envoyé à ${name}`,
      unconfirmed: `Facture ${invoice} : courriel à ${name} non confirmé`,
      reported: `Facture ${invoice} : selon un avis, ${name} n’a pas reçu le courriel`,
    }),
    what: (invoice, person) => ({
      bounced: `Le courriel concernant la facture ${invoice} n’a pas été remis à ${person} : son serveur de courriel l’a refusé.`,
      rejected: `Le courriel concernant la facture ${invoice} n’a pas été remis à ${person} : le service de courriel l’a refusé.`,
      complained: `${person} a signalé le courriel concernant la facture ${invoice} comme pourriel.`,
      failed: `Le courriel concernant la facture ${invoice} n’est pas parti pour ${person}.`,
      reported: `Un avis de non-remise est arrivé par courriel : il se peut que le courriel concernant la facture ${invoice} n’ait pas été remis à ${person}. Le service de courriel n’a signalé aucun échec, et personne ne se porte garant d’un tel avis.`,
      unconfirmed: `Personne ne peut savoir si le courriel concernant la facture ${invoice} est parti pour ${person} : la réponse du service de courriel s’est perdue.`,
    }),
    reported: (said) => `Motif rapporté : ${said}`,
    httpStatus: (status) => `Le service de courriel a répondu par une erreur interne (HTTP ${status}).`,
    toDo: {
      bounced: correctAndResend,
      rejected:
        'Que faire : faites vérifier les fichiers joints, puis envoyez un nouveau courriel sans celui qui est infecté. « Corriger et renvoyer » enverrait de nouveau les mêmes fichiers.',
      complained:
        'Que faire : parlez à cette personne avant de lui écrire de nouveau. Le service ne lui renvoie pas ce courriel.',
      failed:
        'Que faire : réglez la cause, puis appuyez sur « Corriger et renvoyer » à côté de cette personne dans la conversation. Elle seule reçoit le courriel.',
      reported:
        'Que faire : demandez à cette personne. Si l’adresse est erronée, corrigez-la dans le répertoire du projet; « Corriger et renvoyer », à côté de cette personne dans la conversation, n’écrit alors qu’à elle.',
      unconfirmed:
        'Que faire : demandez à cette personne. Le courriel n’est jamais renvoyé de lui-même; « Corriger et renvoyer » l’envoie une fois de plus, et il pourrait alors arriver deux fois.',
    },
    others: 'Les autres destinataires ne sont pas touchés.',
    and: (name, others) => (others === 1 ? `${name} et une autre personne` : `${name} et ${others} autres personnes`),
    allToDo:
      'Que faire : réglez la cause, puis appuyez sur « Corriger et renvoyer » à côté de ces personnes dans la conversation. Toutes peuvent être choisies à la fois.',
    open: 'Ouvrir la conversation :',
    footer: 'Envoyé automatiquement par Courriel. Personne ne lit les réponses à cet avis.',
  },
  quarantine: {
    subject: (project: string, kind: string) => `${project} : courriel retenu (${kind})`,
    what: (project: string, count: number) =>
      count === 1
        ? `Un courriel envoyé à une conversation du projet ${project} a été retenu.`
        : `${count} courriels envoyés à des conversations du projet ${project} ont été retenus.`,
    why: (why: string) => `Pourquoi : ${why}`,
    nobody: 'Personne de la conversation n’a reçu de courriel, et l’expéditeur n’a pas reçu de réponse.',
    toDo: 'Que faire : consultez la quarantaine, puis libérez-le ou écartez-le. D’autres ont pu arriver depuis : cette page montre tout ce qui est retenu.',
    open: 'Ouvrir la quarantaine :',
    footer:
      'Envoyé automatiquement par Courriel, une fois par jour au plus pour chaque motif. Personne ne lit les réponses à cet avis.',
  },
};
