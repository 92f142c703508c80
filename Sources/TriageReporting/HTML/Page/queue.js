// The script of the queue page. The page is complete without it; this adds the table of all tickets.
'use strict';
(() => {
  const make = kbtriageMake;
  const holder = document.getElementById('queue-table');
  const block = document.getElementById('queue-data');
  if (!holder || !block) return;
  const data = JSON.parse(block.textContent);
  const { causes, verdicts, steps } = data;
  const count = data.id.length;
  const grouped = kbtriageGrouped;
  const levels = ['', 'low', 'medium', 'high'];
  const report = (row) => (data.report ? data.report[row] : '');
  const known = (row) => (data.known ? data.known[row] : '');
  const verdict = (row) => (data.cause[row] < 0 ? verdicts[data.verdict[row]]
    : causes[data.cause[row]][0] + (data.more[row] ? ' +' + data.more[row] : ''));
  const text = new Array(count);
  for (let row = 0; row < count; row++) {
    const cause = data.cause[row];
    text[row] = (data.id[row] + ' ' + data.who[row] + ' ' + verdict(row) + ' ' + (cause < 0 ? '' : causes[cause][1])
      + ' ' + data.day[row] + ' ' + known(row)).toLowerCase();
  }
  const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const columns = [
    {
      name: 'Ticket', of: (row) => data.id[row], by: (a, b) => compared(data.id[a], data.id[b]),
      cell: (row, box, words) => box.append(report(row)
        ? make('a', { href: report(row) }, make('bdi', {}, words)) : make('bdi', {}, words)),
    },
    {
      name: 'Verdict', of: verdict, by: (a, b) => data.verdict[a] - data.verdict[b] || data.cause[a] - data.cause[b],
      cell: (row, box, words) => {
        if (data.cause[row] >= 0) {
          const cause = causes[data.cause[row]];
          box.title = cause[1];
          box.append(make('a', { href: '#' + cause[2], class: 'cause' }, words));
        } else box.append(words);
        if (known(row)) { box.title = known(row); box.append(' ', make('span', { class: 'chip tried' }, 'known')); }
      },
    },
    { name: 'Confidence', of: (row) => levels[data.sure[row]], by: (a, b) => data.sure[b] - data.sure[a] },
    { name: 'Who', of: (row) => data.who[row], by: (a, b) => compared(data.who[a], data.who[b]) },
    { name: 'People', right: true, of: (row) => (data.people[row] ? grouped(data.people[row]) : ''), by: (a, b) => data.people[b] - data.people[a] },
    { name: 'Created', right: true, of: (row) => data.day[row], by: (a, b) => compared(data.day[b], data.day[a]) },
    { name: 'Next', of: (row) => steps[data.next[row]], by: (a, b) => compared(steps[data.next[a]], steps[data.next[b]]) },
  ];
  const status = document.getElementById('queue-say');
  const options = (first, names) => [make('option', { value: '' }, first),
    ...names.map(([value, name]) => make('option', { value: String(value) }, name))];
  const select = (id, words, choices) => {
    const list = make('select', { id }, ...choices);
    list.addEventListener('change', () => update());
    return [list, make('label', { for: id }, words, list)];
  };
  const search = make('input', { id: 'queue-search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const byCause = causes.map((cause, index) => [index, cause[0] + ' ' + cause[1]])
    .filter(([index]) => data.cause.includes(index)).sort((a, b) => compared(a[1], b[1]));
  const [cause, causeLabel] = select('queue-cause', 'Cause', options('all causes', byCause));
  const [state, stateLabel] = select('queue-state', 'Verdict', options('all', verdicts.map((name, index) => [index, name])));
  const [sure, sureLabel] = select('queue-sure', 'Confidence', options('any', [[3, 'high'], [2, 'medium'], [1, 'low']]));
  // A cell must not become a formula where the file is opened.
  const cell = (value) => {
    let words = String(value);
    if (/^[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(words)) words = "'" + words;
    return /[",\r\n]/.test(words) ? '"' + words.replace(/"/g, '""') + '"' : words;
  };
  let shown = [];
  const csv = () => [columns.map((column) => column.name.toLowerCase()).join(','),
    ...shown.map((row) => columns.map((column) => cell(column.of(row))).join(','))].join('\r\n') + '\r\n';
  const save = () => {
    const link = make('a', { download: 'tickets.csv', href: URL.createObjectURL(new Blob([csv()], { type: 'text/csv' })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const tools = make('div', { class: 'tools' }, make('label', { for: 'queue-search' }, 'Search', search), causeLabel,
    stateLabel, sureLabel, make('button', { class: 'tool', type: 'button', onclick: save }, 'Save as CSV'));
  const grid = kbtriageGrid({
    label: 'Tickets', columns, count, onsort: () => update(), paper: holder.querySelector('.code'), unit: 'tickets',
  });
  status.classList.add('screen');
  const update = () => {
    const start = performance.now();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = [cause, state, sure].map((list) => (list.value === '' ? -1 : Number(list.value)));
    shown = [];
    for (let row = 0; row < count; row++) {
      if (chosen[0] >= 0 && data.cause[row] !== chosen[0]) continue;
      if (chosen[1] >= 0 && data.verdict[row] !== chosen[1]) continue;
      if (chosen[2] >= 0 && data.sure[row] !== chosen[2]) continue;
      let fits = true;
      for (const word of words) if (!text[row].includes(word)) { fits = false; break; }
      if (fits) shown.push(row);
    }
    grid.update(shown);
    holder.dataset.milliseconds = String(Math.round(performance.now() - start));
    status.textContent = shown.length === count ? grouped(count) + ' tickets'
      : grouped(shown.length) + ' of ' + grouped(count) + ' tickets';
  };
  search.addEventListener('input', update);
  holder.prepend(tools);
  holder.append(grid.element);
  update();
})();
