/** Lists everything in a frame's parsed document that could run, post or load. To be evaluated in the frame. */
export const activeNodes = `(() => {
  const live = 'script,style,link,meta[http-equiv],base,iframe,frame,frameset,object,embed,applet,form,input,button,select,textarea,svg,math,video,audio,source,track,template,marquee,details,noscript,xmp,plaintext';
  const nodes = [...document.querySelectorAll(live)].map((node) => node.outerHTML);
  for (const node of document.querySelectorAll('*'))
    for (const { name, value } of node.attributes) {
      if (/^on|^(?:srcset|srcdoc|background|ping|formaction|action|attributionsrc|usemap|autofocus)$/.test(name)) nodes.push(name);
      if (name === 'href' && !/^(?:https?|mailto):/.test(value)) nodes.push(value);
      if (name === 'src' && !/^(?:cid:|data:image\\/(?:png|jpeg|gif|webp);base64,)/.test(value)) nodes.push(value);
      if (name === 'style' && /url|image-set|expression|@import|position/i.test(value)) nodes.push(value);
    }
  return nodes;
})()`;

/**
 * Tries to break a page's policy in every way, and returns the directives that prevented it. To be evaluated in the
 * page.
 */
export const breaches = (url: string): string => `(async () => {
  const broken = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
  const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
  add('script', { textContent: 'window.ran = true' });
  add('script', { src: '${url}/s.js' });
  add('img', { src: '${url.replace('https', 'http')}/plain.gif' });
  add('iframe', { src: '${url}/frame' });
  add('iframe', { src: '/' });
  add('object', { data: '${url}/object' });
  add('video', { src: '${url}/video' });
  add('base', { href: '${url}/' });
  setTimeout('window.ran = true');
  await fetch('https://elsewhere.test/').catch(() => null);
  const form = Object.assign(document.createElement('form'), { action: '/api/me', method: 'post' });
  document.body.append(form);
  form.submit();
  for (let waited = 0; new Set(broken).size < 9 && waited < 5000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return { ran: String(window.ran), broken: [...new Set(broken)].sort() };
})()`;
