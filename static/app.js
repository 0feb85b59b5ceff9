// Every page works without it. All words come from the server.
(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const at = id => document.getElementById(id);
  const announce = text => { at('announce').textContent = text; };

  // A kept page may show what its visitor may no longer see.
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });

  all('[data-focus]').forEach(summary => summary.focus());

  // Dialogs without invoker commands.
  if (!('commandForElement' in HTMLButtonElement.prototype)) addEventListener('click', event => {
    const button = event.target.closest('button[commandfor]');
    const dialog = at(button?.getAttribute('commandfor'));
    dialog?.[button.getAttribute('command') === 'close' ? 'close' : 'showModal']();
  });

  const buttonAfter = (element, name, words) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: name, textContent: words });
    button.dataset.jsOnly = '';
    element.after(button);
    return button;
  };

  // A secret does not stay on the screen.
  all('[data-leave]').forEach(link => setTimeout(() => link.click(), 1000 * link.dataset.leave));

  all('[data-print]').forEach(place => { buttonAfter(place, 'btn', place.dataset.print).onclick = () => print(); });

  if (navigator.clipboard) all('[data-copy]').forEach(value => {
    const button = buttonAfter(value, 'copy', value.dataset.copy);
    button.ariaLabel = value.dataset.label;
    button.onclick = () => navigator.clipboard.writeText(value.textContent).then(() => {
      button.classList.add('done');
      announce('');
      setTimeout(announce, 50, value.dataset.done);
      setTimeout(() => button.classList.remove('done'), 2000);
    }, () => getSelection().selectAllChildren(value));
  });

  all('[data-reveal]').forEach(input => {
    const button = buttonAfter(input, 'btn', input.dataset.reveal);
    const show = shown => {
      input.type = shown ? 'text' : 'password';
      button.textContent = shown ? input.dataset.hide : input.dataset.reveal;
    };
    button.onclick = () => show(input.type === 'password');
    input.form.addEventListener('submit', () => show(false));
  });

  // The price: the server calculates, the newest answer wins, an old total never looks current.
  all('form[data-live]').forEach(form => {
    const { live, livePage, liveFailed } = form.dataset;
    let newest, wait;
    const refresh = async () => {
      newest?.abort();
      const { signal } = newest = new AbortController();
      const query = '?' + new URLSearchParams(new FormData(form));
      at('summary').ariaBusy = 'true';
      try {
        const answer = await fetch(live + query, { signal });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const total = page.querySelector('#summary');
        if (answer.redirected || !total) throw 0;
        if (signal.aborted) return;
        history.replaceState(null, '', livePage + query);
        all('.top .menu a').forEach(a => { a.search = query + '&' + a.search.split(/[?&]/).pop(); });
        all('[data-part]', page).forEach(part => {
          const { part: key } = part.dataset, old = at(part.id);
          if (!key || key !== old.dataset.part) old.replaceWith(part);
        });
        announce(total.querySelector('[data-total]')?.dataset.total ?? '');
      } catch {
        if (signal.aborted) return;
        const note = { className: 'note warn', textContent: liveFailed };
        at('summary').replaceChildren(Object.assign(document.createElement('p'), note));
        at('summary').ariaBusy = null;
        announce(liveFailed);
      }
    };
    const later = delay => { clearTimeout(wait); wait = setTimeout(refresh, delay); };
    form.onchange = () => later(0);
    form.oninput = event => { if (event.target.matches('input:not([type=checkbox],[type=radio])')) later(300); };
  });
})();
