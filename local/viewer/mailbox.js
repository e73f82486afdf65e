/** Shows the mailbox. All content of a mail is set as text; its HTML is in a sandboxed frame that can only display. */

const words = {
  fr: {
    title: 'Boîte de courriel',
    lead: 'Tous les courriels que Courriel a envoyés depuis cet ordinateur, à tout le monde.',
    choose: 'Choisissez un message.',
    empty: 'Rien n’a encore été envoyé.',
    search: 'Rechercher une adresse ou un objet',
    from: 'De',
    to: 'À',
    cc: 'Cc',
    replyTo: 'Répondre à',
    envelope: 'Enveloppe',
    date: 'Date',
    headers: 'Tous les en-têtes',
    raw: 'Message brut',
    as: 'Répondre en tant que',
    text: 'Votre réponse',
    all: 'Répondre à tous',
    send: 'Envoyer la réponse',
    sent: 'Réponse envoyée à',
    failed: 'La réponse n’a pas été envoyée\u00a0:',
    body: 'Message',
  },
  en: {
    title: 'Mailbox',
    lead: 'Everything that Courriel has mailed from this machine, to everyone.',
    choose: 'Choose a message.',
    empty: 'Nothing has been mailed yet.',
    search: 'Search for an address or a subject',
    from: 'From',
    to: 'To',
    cc: 'Cc',
    replyTo: 'Reply to',
    envelope: 'Envelope',
    date: 'Date',
    headers: 'All headers',
    raw: 'Raw message',
    as: 'Reply as',
    text: 'Your reply',
    all: 'Reply to all',
    send: 'Send reply',
    sent: 'Reply sent to',
    failed: 'The reply was not sent:',
    body: 'Message',
  },
};
const language = navigator.language.startsWith('fr') ? 'fr' : 'en';
const word = words[language];
document.documentElement.lang = language;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const byId = (id) => document.getElementById(id);
const show = ({ name, address }) => (name ? `${name} <${address}>` : address);
const size = (bytes) =>
  new Intl.NumberFormat(`${language}-CA`, { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' }).format(
    Math.ceil(bytes / 1000),
  );
const time = (iso) =>
  new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

for (const element of document.querySelectorAll('[data-word]')) element.textContent = word[element.dataset.word];
byId('search').placeholder = word.search;
byId('search').ariaLabel = word.search;

let messages = [];
let open = null;

const drawList = () => {
  const wanted = byId('search').value.toLowerCase();
  const found = messages.filter((m) => `${m.subject} ${m.envelope.to.join(' ')}`.toLowerCase().includes(wanted));
  const items = found.map((m) => {
    const button = make('button', { type: 'button', ariaCurrent: String(m.id === open), onclick: () => draw(m.id) });
    button.append(
      make('strong', { textContent: m.subject }),
      make('span', { textContent: m.envelope.to.join(', ') }),
      make('span', { textContent: time(m.at) }),
    );
    return make('li', {}, button);
  });
  byId('list').replaceChildren(
    ...(items.length > 0 ? items : [make('li', { className: 'quiet', textContent: word.empty })]),
  );
};

const fact = (label, value) => (value ? [make('dt', { textContent: label }), make('dd', { textContent: value })] : []);

const body = (mail) => {
  if (!mail.html) return make('div', { className: 'text', textContent: mail.text });
  const frame = make('iframe', { title: word.body, srcdoc: mail.html });
  frame.setAttribute('sandbox', '');
  return frame;
};

const replyForm = (mail) => {
  const people = new Map([...mail.to, ...mail.cc].map((one) => [one.address, show(one)]));
  for (const address of mail.envelope.to) if (!people.has(address)) people.set(address, address);
  const select = make('select', { ariaLabel: word.as });
  for (const [value, label] of people) select.append(make('option', { value, textContent: label }));
  select.value = mail.envelope.to[0];
  const text = make('textarea', { rows: 5, required: true, ariaLabel: word.text, placeholder: word.text });
  const all = make('input', { type: 'checkbox' });
  const status = make('p', { role: 'status' });
  const form = make(
    'form',
    {},
    make('label', {}, `${word.as} `, select),
    text,
    make('label', {}, all, ` ${word.all}`),
    make('button', { className: 'send', textContent: word.send }),
    status,
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const response = await fetch(`/messages/${mail.id}/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: select.value, text: text.value, all: all.checked }),
    });
    const answer = await response.json();
    status.textContent = response.ok ? `${word.sent} ${answer.to.join(', ')}` : `${word.failed} ${answer.message}`;
    if (response.ok) text.value = '';
  };
  return form;
};

async function draw(id) {
  open = id;
  drawList();
  const mail = await (await fetch(`/messages/${id}/parsed`)).json();
  const files = mail.files.map((file, index) =>
    make(
      'li',
      {},
      make('a', {
        href: `/messages/${id}/files/${index}`,
        textContent: `${file.name} (${size(file.bytes)})`,
      }),
    ),
  );
  const headers = make(
    'details',
    {},
    make('summary', { textContent: word.headers }),
    make('pre', { textContent: mail.headers.join('\n') }),
  );
  byId('message').replaceChildren(
    make('h2', { textContent: mail.subject }),
    make(
      'dl',
      {},
      ...fact(word.from, mail.from.map(show).join(', ')),
      ...fact(word.replyTo, mail.replyTo.map(show).join(', ')),
      ...fact(word.to, mail.to.map(show).join(', ')),
      ...fact(word.cc, mail.cc.map(show).join(', ')),
      ...fact(word.envelope, mail.envelope.to.join(', ')),
      ...fact(word.date, time(mail.at)),
    ),
    body(mail),
    make(
      'ul',
      { className: 'files' },
      ...files,
      make('li', {}, make('a', { href: `/messages/${id}`, textContent: word.raw })),
    ),
    headers,
    replyForm(mail),
  );
  // A new message starts at its top, even if the previous one was scrolled down or lies below the list.
  byId('message').scrollTop = 0;
  if (matchMedia('(max-width: 700px)').matches) byId('message').scrollIntoView();
}

const refresh = async () => {
  const answer = await fetch('/messages');
  const next = await answer.json();
  if (next.length !== messages.length) {
    messages = next;
    drawList();
  }
};
byId('search').oninput = drawList;
drawList();
await refresh();
setInterval(() => refresh().catch(() => {}), 2000);
