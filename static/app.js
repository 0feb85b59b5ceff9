// Optional: every page works without it. Adds what HTML alone cannot do; all words come from the server.
(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const announce = text => { const live = document.getElementById('announce'); if (live) live.textContent = text; };

  // A page kept by the browser may show what its visitor may no longer see.
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });

  all('[data-focus]').forEach(summary => summary.focus());

  // Dialogs where the browser does not know invoker commands.
  if (!('commandForElement' in HTMLButtonElement.prototype)) addEventListener('click', event => {
    const button = event.target.closest('button[commandfor]');
    const dialog = button && document.getElementById(button.getAttribute('commandfor'));
    if (dialog && dialog.showModal) button.getAttribute('command') === 'close' ? dialog.close() : dialog.showModal();
  });

  const buttonAfter = (element, name, words) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: name, textContent: words });
    button.dataset.jsOnly = '';
    element.after(button);
    return button;
  };

  if (navigator.clipboard) all('[data-copy]').forEach(value => {
    const button = buttonAfter(value, 'copy', value.dataset.copy);
    button.setAttribute('aria-label', value.dataset.label);
    button.addEventListener('click', () => navigator.clipboard.writeText(value.textContent).then(() => {
      button.classList.add('done');
      announce('');
      setTimeout(announce, 50, value.dataset.done);
      setTimeout(() => button.classList.remove('done'), 2000);
    }, () => getSelection().selectAllChildren(value)));
  });

  all('[data-reveal]').forEach(input => {
    const button = buttonAfter(input, 'btn', input.dataset.reveal);
    const show = shown => {
      input.type = shown ? 'text' : 'password';
      button.textContent = shown ? input.dataset.hide : input.dataset.reveal;
    };
    button.addEventListener('click', () => show(input.type === 'password'));
    input.form.addEventListener('submit', () => show(false));
  });

  // The price: the server calculates, the newest answer wins, an old total never looks current.
  all('form[data-live]').forEach(form => {
    let request;
    const fail = () => {
      const note = Object.assign(document.createElement('p'), { className: 'note warn', textContent: form.dataset.liveFailed });
      const summary = document.getElementById('summary');
      summary.replaceChildren(note);
      summary.removeAttribute('aria-busy');
      announce(form.dataset.liveFailed);
    };
    const refresh = async () => {
      if (request) request.abort();
      const mine = request = new AbortController();
      document.getElementById('summary').setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(form.dataset.live + '?' + new URLSearchParams(new FormData(form)), { signal: mine.signal });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById('summary');
        if (answer.redirected || !fresh) throw 0;
        if (mine !== request) return;
        document.getElementById('summary').replaceWith(fresh);
        const total = fresh.querySelector('[data-total]');
        if (total) announce(total.dataset.total);
      } catch {
        if (mine === request) fail();
      }
    };
    let wait;
    const later = delay => { clearTimeout(wait); wait = setTimeout(refresh, delay); };
    form.addEventListener('change', () => later(0));
    form.addEventListener('input', event => { if (event.target.matches('input:not([type=checkbox],[type=radio])')) later(300); });
  });
})();
