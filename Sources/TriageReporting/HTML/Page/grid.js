// A table of very many rows: only those in view are elements. Elements are made with createElement and textContent only.
'use strict';
const kbtriageMake = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const kbtriageGrouped = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
// columns: [{ name, right, of(row), by(a, b), cell(row, box) }]; update(rows) shows these rows, in this order or sorted.
// paper: what holds the table that stands in the page; it is printed, with the first rows of the view. What is drawn for the
// screen is as high as all rows and stays there.
const kbtriageGrid = ({ label, columns, count, onsort, paper, unit }) => {
  const make = kbtriageMake;
  const height = 37;
  // Browsers cannot show an element of any height; far down, rows are placed by proportion.
  const tallest = 8000000;
  let shown = [];
  let sorted = { column: -1, down: true };
  const head = make('div', { class: 'grid-row grid-head', role: 'row', 'aria-rowindex': '1' });
  columns.forEach((column, index) => {
    head.append(make('div', { role: 'columnheader', class: column.right ? 'right' : '' },
      make('button', { type: 'button', onclick: () => sort(index) }, column.name)));
  });
  const body = make('div', { class: 'grid-body', role: 'rowgroup' });
  const scroll = make('div', {
    class: 'grid-scroll', tabindex: '0', role: 'table', 'aria-label': label, 'aria-rowcount': String(count + 1),
  });
  const element = make('div', { class: 'grid' }, scroll);
  scroll.append(make('div', { class: 'grid-top', role: 'rowgroup' }, head), body);
  const draw = () => {
    const full = shown.length * height;
    const tall = Math.min(full, tallest);
    body.style.height = tall + 'px';
    const room = scroll.clientHeight;
    const part = full > tall ? scroll.scrollTop / Math.max(1, tall - room) : 0;
    const offset = full > tall ? part * (full - room) : scroll.scrollTop;
    const first = Math.max(0, Math.floor(offset / height) - 6);
    const last = Math.min(shown.length, Math.ceil((offset + room) / height) + 6);
    const fragment = document.createDocumentFragment();
    for (let position = first; position < last; position++) {
      const row = shown[position];
      const line = make('div', { class: 'grid-row', role: 'row', 'aria-rowindex': String(position + 2) });
      line.style.top = (full > tall ? scroll.scrollTop + position * height - offset : position * height) + 'px';
      for (const column of columns) {
        const words = column.of(row);
        const box = make('div', { role: 'cell', class: column.right ? 'right' : '', title: words });
        if (column.cell) column.cell(row, box, words); else box.append(make('bdi', {}, words));
        line.append(box);
      }
      fragment.append(line);
    }
    body.replaceChildren(fragment);
  };
  const update = (rows) => {
    shown = rows;
    if (sorted.column >= 0) {
      const by = columns[sorted.column].by;
      const sign = sorted.down ? 1 : -1;
      shown.sort((a, b) => sign * by(a, b) || a - b);
    }
    scroll.scrollTop = 0;
    scroll.setAttribute('aria-rowcount', String(shown.length + 1));
    if (count < 14) scroll.style.height = (count + 1) * height + 2 + 'px';
    draw();
  };
  const sort = (index) => {
    sorted = { column: index, down: sorted.column === index ? !sorted.down : true };
    [...head.children].forEach((box, position) => {
      if (position === index) box.setAttribute('aria-sort', sorted.down ? 'ascending' : 'descending');
      else box.removeAttribute('aria-sort');
    });
    onsort();
  };
  let waiting = false;
  scroll.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }, { passive: true });
  addEventListener('resize', draw);
  const mostOnPaper = 500;
  const note = make('p', { class: 'paper quiet' });
  paper.classList.add('paper');
  paper.before(note);
  addEventListener('beforeprint', () => {
    const rows = shown.slice(0, mostOnPaper);
    note.textContent = (rows.length < shown.length ? 'The first ' + kbtriageGrouped(rows.length) + ' of ' : '')
      + kbtriageGrouped(shown.length) + ' ' + unit
      + (shown.length < count ? ' chosen out of ' + kbtriageGrouped(count) : '') + '.';
    paper.querySelector('tbody').replaceChildren(...rows.map((row) => make('tr', {},
      ...columns.map((column) => make('td', column.right ? { class: 'num' } : {}, make('bdi', {}, column.of(row)))))));
  });
  return { element, update };
};
