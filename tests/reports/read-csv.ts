/** A strict reader of RFC 4180 as we write it: every cell quoted, CRLF after every line. Throws at the first character that does not fit. */
export function readCsv(text: string, separator: ',' | ';' = ','): string[][] {
  const lines: string[][] = [];
  let at = 0;
  const expect = (wanted: string) => {
    if (!text.startsWith(wanted, at))
      throw new Error(`At ${at}: ${JSON.stringify(wanted)} expected, ${JSON.stringify(text.slice(at, at + 5))} found.`);
    at += wanted.length;
  };
  while (at < text.length) {
    const cells: string[] = [];
    for (;;) {
      expect('"');
      let cell = '';
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) throw new Error('A cell is not closed.');
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      cells.push(cell);
      if (text[at] !== separator) break;
      at += 1;
    }
    expect('\r\n');
    lines.push(cells);
  }
  return lines;
}
