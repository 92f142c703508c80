// The script of the HTML report. The page is complete without it; this adds copying, keys, and the table of everybody.
// It stands behind grid.js. Nothing from the data is ever read as markup.
'use strict';
(() => {
  const make = kbtriageMake;
  const grouped = kbtriageGrouped;

  const say = make('div', { class: 'say', role: 'status', 'aria-live': 'polite' });
  document.body.append(say);
  let silence;
  const tell = (text) => {
    say.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { say.textContent = ''; }, 2500);
  };

  // Copying
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make('textarea', { 'aria-hidden': 'true' });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    tell('Copied');
  };
  for (const box of document.querySelectorAll('.command')) {
    const code = box.querySelector('code');
    box.classList.add('has-copy');
    box.append(make('button', {
      class: 'copy', type: 'button', 'aria-label': 'Copy this command', onclick: () => copy(code.textContent),
    }, 'Copy'));
  }

  // A picture that does not open says so
  for (const picture of document.querySelectorAll('.photo img')) {
    const broken = () => picture.replaceWith(make('span', { class: 'quiet' }, 'This picture does not open.'));
    if (picture.complete && !picture.naturalWidth) broken(); else picture.addEventListener('error', broken);
  }

  // A link into something closed opens it
  const reveal = () => {
    let id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();

  // Paper shows everything but the conditions of what was not found
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open]):not(.why)')];
    for (const lid of closed) lid.open = true;
  });
  addEventListener('afterprint', () => { for (const lid of closed) lid.open = false; });

  // How old the advice is
  const day = document.getElementById('as-of');
  const age = document.getElementById('age');
  if (day && age) {
    const days = Math.floor((Date.now() - Date.parse(day.dataset.day)) / 86400000);
    if (days > 0 && days < 100000) {
      age.textContent = days === 1 ? ' (1 day ago)' : ' (' + grouped(days) + ' days ago)';
      if (days > 30) age.className = 'old';
    }
  }

  // Which part is on the screen
  const parts = [...document.querySelectorAll('.part')];
  const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [link.hash.slice(1), link]));
  if ('IntersectionObserver' in window) {
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute('aria-current');
        const link = links.get(entry.target.id);
        if (link) link.setAttribute('aria-current', 'true');
      }
    }, { rootMargin: '-15% 0px -75% 0px' });
    for (const part of parts) watcher.observe(part);
  }

  // Keys
  let keys = true;
  const help = make('dialog', { 'aria-labelledby': 'help-h' });
  const list = make('dl');
  for (const [key, what] of [
    ['j', 'next finding or part'], ['k', 'the one before'], ['o', 'open or close what is folded in it'],
    ['c', 'copy its first command'], ['/', 'search the table'], ['?', 'this help'],
  ]) list.append(make('dt', {}, key), make('dd', {}, what));
  const toggle = make('input', { type: 'checkbox', id: 'keys' });
  toggle.checked = true;
  toggle.addEventListener('change', () => { keys = toggle.checked; });
  help.append(
    make('h2', { id: 'help-h' }, 'Keys'), list,
    make('p', {}, toggle, make('label', { for: 'keys' }, ' single keys do this')),
    make('button', { class: 'tool', type: 'button', onclick: () => help.close() }, 'Close'));
  document.body.append(help);
  const foot = document.querySelector('.foot');
  if (foot) {
    foot.append(make('button', { class: 'tool', type: 'button', onclick: () => help.showModal() }, 'Keys (?)'));
  }

  const stops = () => [...document.querySelectorAll('.finding, .part:not(#findings)')];
  let current = -1;
  const go = (step) => {
    const all = stops();
    if (!all.length) return;
    all[current]?.classList.remove('current');
    current = Math.min(all.length - 1, Math.max(0, current + step));
    const stop = all[current];
    stop.classList.add('current');
    stop.setAttribute('tabindex', '-1');
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: 'start' });
  };
  addEventListener('keydown', (event) => {
    if (!keys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest('input, select, textarea, dialog')) return;
    const stop = stops()[current];
    switch (event.key) {
      case 'j': go(1); break;
      case 'k': go(-1); break;
      case 'o': {
        const lids = [...(stop || document).querySelectorAll('details')];
        const opens = lids.some((lid) => !lid.open);
        for (const lid of lids) lid.open = opens;
        break;
      }
      case 'c': {
        const code = (stop || document).querySelector('.command code');
        if (code) copy(code.textContent); else tell('No command here');
        break;
      }
      case '/': {
        const search = document.getElementById('people-search');
        if (!search) return;
        search.focus();
        break;
      }
      case '?': help.showModal(); break;
      default: return;
    }
    event.preventDefault();
  });

  // Everybody affected: only the rows on the screen exist as elements
  const holder = document.getElementById('people-table');
  const block = document.getElementById('people-data');
  if (!holder || !block) return;
  const { causes, kinds, who, kind, value } = JSON.parse(block.textContent);
  const count = who.length;
  const cause = (index) => causes[kinds[kind[index]][0]];
  const limit = (index) => kinds[kind[index]][1];
  const unit = (index) => kinds[kind[index]][2];
  const measured = (index) => (typeof value[index] === 'number' ? value[index] : null);
  const over = (index) => (limit(index) == null ? null : value[index] - limit(index));
  // Searching all names is searching one long text: line n is row n.
  const names = who.map((name) => name.replaceAll('\n', ' ')).join('\n').toLowerCase();
  const starts = new Uint32Array(count + 1);
  for (let index = 0, place = 0; index < count; index++) {
    starts[index] = place;
    place = names.indexOf('\n', place) + 1;
  }
  starts[count] = names.length + 1;
  const amount = (value, unit) => {
    if (value == null) return '';
    const sign = value < 0 ? '-' : '';
    const digits = grouped(Math.abs(value));
    return sign + digits + (unit === 'B' ? ' bytes' : unit ? ' ' + unit : '');
  };
  const rank = { high: 2, medium: 1, low: 0 };
  const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const falling = (of) => (a, b) => (of(b) ?? -Infinity) - (of(a) ?? -Infinity) || 0;
  const columns = [
    { name: 'Who', of: (index) => who[index], by: (a, b) => compared(who[a], who[b]) },
    {
      name: 'Cause', of: (index) => cause(index)[0], by: (a, b) => kinds[kind[a]][0] - kinds[kind[b]][0],
      cell: (index, box, words) => box.append(make('a', { href: '#' + cause(index)[3], class: 'cause' }, words)),
    },
    { name: 'Confidence', of: (index) => cause(index)[2], by: (a, b) => rank[cause(b)[2]] - rank[cause(a)[2]] },
    {
      name: 'Measured', right: true,
      of: (index) => (typeof value[index] === 'string' ? value[index] : amount(value[index], unit(index))),
      by: falling(measured),
    },
    { name: 'Limit', right: true, of: (index) => amount(limit(index), unit(index)), by: falling(limit) },
    { name: 'Over', right: true, of: (index) => amount(over(index), unit(index)), by: falling(over) },
  ];
  let shown = [];
  const status = document.getElementById('people-say');

  const search = make('input', { id: 'people-search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const filter = make('select', { id: 'people-cause' }, make('option', { value: '' }, 'all causes'));
  causes.forEach((cause, index) => filter.append(make('option', { value: String(index) }, cause[0] + ' ' + cause[1])));
  const save = (name, type, content) => {
    const link = make('a', { download: name, href: URL.createObjectURL(new Blob([content], { type })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(grouped(shown.length) + ' rows saved');
  };
  // A cell must not become a formula where the file is opened.
  const cell = (value) => {
    let words = value == null ? '' : String(value);
    if (typeof value === 'string' && /^[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(words)) words = "'" + words;
    return /[",\r\n]/.test(words) ? '"' + words.replace(/"/g, '""') + '"' : words;
  };
  const objects = () => shown.map((index) => ({
    who: who[index], cause: cause(index)[0], title: cause(index)[1], confidence: cause(index)[2], value: value[index],
    limit: limit(index), unit: unit(index) || null,
  }));
  const csv = () => {
    const names = ['who', 'cause', 'title', 'confidence', 'value', 'limit', 'unit'];
    return [names.join(','), ...objects().map((row) => names.map((name) => cell(row[name])).join(','))].join('\r\n') + '\r\n';
  };
  const tools = make('div', { class: 'tools' },
    make('label', { for: 'people-search' }, 'Search', search),
    make('label', { for: 'people-cause' }, 'Cause', filter),
    make('button', { class: 'tool', type: 'button', onclick: () => save('people.csv', 'text/csv', csv()) }, 'Save as CSV'),
    make('button', {
      class: 'tool', type: 'button',
      onclick: () => save('people.json', 'application/json', JSON.stringify(objects(), null, 1) + '\n'),
    }, 'Save as JSON'));

  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = filter.value === '' ? -1 : Number(filter.value);
    const start = performance.now();
    const fits = new Uint8Array(count).fill(1);
    for (const word of words) {
      // What the cause says counts for all its rows at once.
      const named = kinds.map(([number]) => (causes[number][0] + ' ' + causes[number][1]).toLowerCase().includes(word));
      const found = new Uint8Array(count);
      let row = 0;
      let place = names.indexOf(word);
      while (place >= 0 && row < count) {
        let high = count;
        while (row + 1 < high) {
          const middle = (row + high) >> 1;
          if (starts[middle] <= place) row = middle; else high = middle;
        }
        found[row] = 1;
        row += 1;
        place = names.indexOf(word, starts[row]);
      }
      for (let index = 0; index < count; index++) if (!found[index] && !named[kind[index]]) fits[index] = 0;
    }
    shown = [];
    for (let index = 0; index < count; index++) {
      if (fits[index] && (wanted < 0 || kinds[kind[index]][0] === wanted)) shown.push(index);
    }
    grid.update(shown);
    holder.dataset.milliseconds = String(Math.round(performance.now() - start));
    status.textContent = shown.length === count
      ? grouped(count) + ' rows'
      : grouped(shown.length) + ' of ' + grouped(count) + ' rows';
  };
  const grid = kbtriageGrid({
    label: 'Everybody affected', columns, count, onsort: update, paper: holder.querySelector('.code'), unit: 'rows',
  });
  status.classList.add('screen');
  search.addEventListener('input', update);
  filter.addEventListener('change', update);
  holder.prepend(tools);
  holder.append(grid.element);
  update();
})();
